package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** The ports of a node, and which of them belong to which group. */
public interface PortsConfiguration {

    PortType[] getInputPorts();

    PortType[] getOutputPorts();
}
