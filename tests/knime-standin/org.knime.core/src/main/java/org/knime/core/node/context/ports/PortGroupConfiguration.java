package org.knime.core.node.context.ports;

import org.knime.core.node.context.NodeSettingsPersistable;
import org.knime.core.node.port.PortType;

/** A group of ports on one side of a node or on both. */
public interface PortGroupConfiguration extends NodeSettingsPersistable {

    PortType[] getInputPorts();

    PortType[] getOutputPorts();

    boolean definesInputPorts();

    boolean definesOutputPorts();
}
