package org.knime.core.node.context.ports.impl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** The ports of a node as the sum of its groups, in the groups' order. */
public final class DefaultModifiablePortsConfiguration implements ModifiablePortsConfiguration {

    private final Map<String, PortGroupConfiguration> groups;

    public DefaultModifiablePortsConfiguration(final Map<String, PortGroupConfiguration> groups) {
        this.groups = groups;
    }

    @Override
    public PortType[] getInputPorts() {
        return ports(PortGroupConfiguration::definesInputPorts, PortGroupConfiguration::getInputPorts);
    }

    @Override
    public PortType[] getOutputPorts() {
        return ports(PortGroupConfiguration::definesOutputPorts, PortGroupConfiguration::getOutputPorts);
    }

    private PortType[] ports(final Predicate<PortGroupConfiguration> side,
            final Function<PortGroupConfiguration, PortType[]> types) {
        return groups.values().stream().filter(side).map(types).flatMap(Arrays::stream).toArray(PortType[]::new);
    }

    @Override
    public Map<String, ExtendablePortGroup> getExtendablePorts() {
        final Map<String, ExtendablePortGroup> extendable = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            if (group instanceof ExtendablePortGroup found) {
                extendable.put(name, found);
            }
        });
        return extendable;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        groups.forEach((name, group) -> group.saveSettingsTo(settings.addNodeSettings(name)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (final Map.Entry<String, PortGroupConfiguration> group : groups.entrySet()) {
            if (settings.containsKey(group.getKey())) {
                group.getValue().loadSettingsFrom(settings.getNodeSettings(group.getKey()));
            }
        }
    }
}
