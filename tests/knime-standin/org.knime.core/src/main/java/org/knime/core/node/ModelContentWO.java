package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** The content of a simple port object to write to. */
public interface ModelContentWO extends ConfigWO {

    ModelContentWO addModelContent(String key);
}
