package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** A group that users change. */
public interface ConfigurablePortGroup extends PortGroupConfiguration {

    PortType[] getSupportedPortTypes();
}
