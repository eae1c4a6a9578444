package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/** Writes a value to settings. */
@FunctionalInterface
public interface ParametersSaver<T> {

    void save(T param, NodeSettingsWO settings);
}
