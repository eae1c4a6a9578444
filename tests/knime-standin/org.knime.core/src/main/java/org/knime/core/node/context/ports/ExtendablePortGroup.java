package org.knime.core.node.context.ports;

import java.util.Arrays;
import java.util.stream.Stream;

import org.knime.core.node.port.PortType;

/** A group that users add ports to, up to its limit. */
public interface ExtendablePortGroup extends ConfigurablePortGroup {

    @Override
    default PortType[] getInputPorts() {
        if (!definesInputPorts()) {
            throw new UnsupportedOperationException("This port group does not specify input ports.");
        }
        return Stream.concat(Arrays.stream(getFixedPorts()), Arrays.stream(getConfiguredPorts()))
                .toArray(PortType[]::new);
    }

    @Override
    default PortType[] getOutputPorts() {
        if (!definesOutputPorts()) {
            throw new UnsupportedOperationException("This port group does not specify output ports.");
        }
        return Stream.concat(Arrays.stream(getFixedPorts()), Arrays.stream(getConfiguredPorts()))
                .toArray(PortType[]::new);
    }

    PortType[] getFixedPorts();

    PortType[] getConfiguredPorts();

    boolean canAddPort();

    void addPort(PortType type);

    PortType removeLastPort();
}
