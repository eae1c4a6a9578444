package org.gflownet4j.standin;

import java.util.List;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.port.PortType;

/**
 * The ports that a user gives a node before it is made.
 *
 * @param configuration null for a node whose ports do not change
 */
record NodePorts(ModifiableNodeCreationConfiguration configuration) {

    static NodePorts of(final NodeFactory<?> factory) {
        return new NodePorts(factory instanceof ConfigurableNodeFactory<?> configurable
                ? configurable.createNodeCreationConfig()
                : null);
    }

    private ExtendablePortGroup group(final String name) {
        final ExtendablePortGroup group = configuration == null ? null
                : configuration.getPortConfig().map(all -> all.getExtendablePorts().get(name)).orElse(null);
        if (group == null) {
            throw new IllegalArgumentException("There is no group of changing ports called " + name);
        }
        return group;
    }

    void add(final String name) {
        final PortType[] types = group(name).getSupportedPortTypes();
        if (types.length != 1) {
            throw new IllegalArgumentException("The group " + name + " supports " + List.of(types));
        }
        add(name, types[0]);
    }

    void add(final String name, final PortType type) {
        final ExtendablePortGroup group = group(name);
        if (!group.canAddPort() || !List.of(group.getSupportedPortTypes()).contains(type)) {
            throw new IllegalArgumentException("The group " + name + " takes no port of type " + type);
        }
        group.addPort(type);
    }

    void removeLast(final String name) {
        group(name).removeLastPort();
    }

    void load(final NodeSettingsRO node) throws InvalidSettingsException {
        if (configuration != null) {
            configuration.loadSettingsFrom(node);
        }
    }

    void save(final NodeSettingsWO node) {
        if (configuration != null) {
            configuration.saveSettingsTo(node);
        }
    }
}
