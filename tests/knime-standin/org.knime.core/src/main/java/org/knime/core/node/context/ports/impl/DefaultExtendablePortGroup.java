package org.knime.core.node.context.ports.impl;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.port.PortType;

/** Ports that users add; an optional port is such a group with room for one. */
public final class DefaultExtendablePortGroup implements ExtendablePortGroup {

    private final PortType[] fixed;

    private final PortType[] supported;

    private final List<PortType> configured = new ArrayList<>();

    private final boolean in;

    private final boolean out;

    private final int limit;

    public DefaultExtendablePortGroup(final PortType[] fixed, final PortType[] supported,
            final boolean definesInputPorts, final boolean definesOutputPorts, final int limit) {
        this.fixed = fixed;
        this.supported = supported;
        this.in = definesInputPorts;
        this.out = definesOutputPorts;
        this.limit = limit;
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
    public PortType[] getSupportedPortTypes() {
        return supported;
    }

    @Override
    public PortType[] getFixedPorts() {
        return fixed;
    }

    @Override
    public PortType[] getConfiguredPorts() {
        return configured.toArray(PortType[]::new);
    }

    @Override
    public boolean canAddPort() {
        return configured.size() < limit;
    }

    @Override
    public void addPort(final PortType type) {
        configured.add(type);
    }

    @Override
    public PortType removeLastPort() {
        return configured.remove(configured.size() - 1);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        for (int i = 0; i < configured.size(); i++) {
            configured.get(i).save(settings.addNodeSettings("port_" + i));
        }
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        configured.clear();
        for (final String key : settings) {
            configured.add(PortType.load(settings.getNodeSettings(key)));
        }
    }
}
