package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** A node's settings to read from. */
public interface NodeSettingsRO extends ConfigRO {

    NodeSettingsRO getNodeSettings(String key) throws InvalidSettingsException;
}
