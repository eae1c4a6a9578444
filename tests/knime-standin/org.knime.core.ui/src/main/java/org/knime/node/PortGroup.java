package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;
import org.knime.node.impl.description.PortDescription;

/** A group of ports as a node declares it: one port, always there or at first not. */
final class PortGroup implements RequireConfigurablePortMode, OptionalConfigurablePort {

    final String id;

    final boolean input;

    private final String name;

    private final String description;

    boolean optional;

    PortType[] types = {};

    private PortGroup(final String id, final boolean input, final String name, final String description) {
        this.id = id;
        this.input = input;
        this.name = name;
        this.description = description;
    }

    static List<PortGroup> of(final Consumer<DynamicPortsAdder> ports) {
        final List<PortGroup> groups = new ArrayList<>();
        ports.accept(new DynamicPortsAdder() {
            @Override
            public DynamicPortsAdder addInputPortGroup(final String groupId,
                    final Function<RequirePortName, ConfigurablePort> configuration) {
                return add(groupId, true, configuration);
            }

            @Override
            public DynamicPortsAdder addOutputPortGroup(final String groupId,
                    final Function<RequirePortName, ConfigurablePort> configuration) {
                return add(groupId, false, configuration);
            }

            private DynamicPortsAdder add(final String groupId, final boolean input,
                    final Function<RequirePortName, ConfigurablePort> configuration) {
                configuration.apply(name -> description -> {
                    final PortGroup group = new PortGroup(groupId, input, name, description);
                    groups.add(group);
                    return group;
                });
                return this;
            }
        });
        return groups;
    }

    PortDescription describe() {
        return new PortDescription(id, name, description, optional);
    }

    @Override
    public FinalConfigurablePort fixed(final PortType portType) {
        types = new PortType[]{portType};
        return new FinalConfigurablePort();
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        optional = true;
        return portTypes -> {
            types = portTypes;
            return this;
        };
    }
}
