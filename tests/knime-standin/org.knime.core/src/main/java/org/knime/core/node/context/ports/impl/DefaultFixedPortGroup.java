package org.knime.core.node.context.ports.impl;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Ports that are always there. */
public final class DefaultFixedPortGroup implements PortGroupConfiguration {

    private final PortType[] types;

    private final boolean in;

    private final boolean out;

    public DefaultFixedPortGroup(final PortType[] types, final boolean definesInputPorts,
            final boolean definesOutputPorts) {
        this.types = types;
        in = definesInputPorts;
        out = definesOutputPorts;
    }

    @Override
    public PortType[] getInputPorts() {
        if (!in) {
            throw new UnsupportedOperationException("This port group does not specify input ports.");
        }
        return types;
    }

    @Override
    public PortType[] getOutputPorts() {
        if (!out) {
            throw new UnsupportedOperationException("This port group does not specify output ports.");
        }
        return types;
    }

    @Override
    public boolean definesInputPorts() {
        return in;
    }

    @Override
    public boolean definesOutputPorts() {
        return out;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {}

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {}
}
