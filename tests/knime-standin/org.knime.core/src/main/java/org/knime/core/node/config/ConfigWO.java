package org.knime.core.node.config;

import org.knime.core.node.config.base.ConfigBaseWO;

/** A configuration to write to. */
public interface ConfigWO extends ConfigBaseWO {

    Config addConfig(String key);
}
