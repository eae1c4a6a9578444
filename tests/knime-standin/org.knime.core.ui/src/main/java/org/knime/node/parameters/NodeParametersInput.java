package org.knime.node.parameters;

import org.knime.core.node.port.PortObjectSpec;

/** What is connected to the node while its dialog is open or its defaults are made. A spec is null where nothing is. */
public interface NodeParametersInput {

    PortObjectSpec[] getInPortSpecs();
}
