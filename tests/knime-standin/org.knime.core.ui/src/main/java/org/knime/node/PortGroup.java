package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;
import org.knime.node.impl.description.PortDescription;

/** A group of ports as a node declares it. */
final class PortGroup implements RequireConfigurablePortMode, OptionalConfigurablePort, ExtendableConfigurablePort {

    enum Mode {
        FIXED, OPTIONAL, EXTENDABLE
    }

    final String id;

    final boolean input;

    private final String name;

    private final String description;

    Mode mode;

    PortType[] supported = {};

    PortType defaultType;

    PortType[] fixedTypes = {};

    PortType[] defaultTypes = {};

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
        return new PortDescription(id, name, description, mode != Mode.FIXED);
    }

    @Override
    public FinalConfigurablePort fixed(final PortType portType) {
        mode = Mode.FIXED;
        fixedTypes = new PortType[]{portType};
        return new FinalConfigurablePort();
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        mode = Mode.OPTIONAL;
        return supporting(this);
    }

    @Override
    public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
        mode = Mode.EXTENDABLE;
        return supporting(this);
    }

    private <T> RequireSupportedTypes<T> supporting(final T next) {
        return new RequireSupportedTypes<>() {
            @Override
            public T supportedTypes(final PortType... portTypes) {
                supported = portTypes;
                return next;
            }

            @Override
            public T supportedTypes(final Predicate<PortType> predicate) {
                return supportedTypes(PortTypeRegistry.getInstance().availablePortTypes().stream().filter(predicate)
                        .distinct().toArray(PortType[]::new));
            }
        };
    }

    @Override
    public FinalConfigurablePort defaultPortType(final PortType type) {
        defaultType = type;
        return new FinalConfigurablePort();
    }

    @Override
    public ExtendableConfigurablePort fixedTypes(final PortType... types) {
        if (types == null || types.length == 0) {
            throw new IllegalArgumentException("At least one fixed port type must be specified.");
        }
        fixedTypes = types;
        return this;
    }

    @Override
    public ExtendableConfigurablePort defaultNonFixedTypes(final PortType... types) {
        if (types == null || types.length == 0) {
            throw new IllegalArgumentException("At least one default non-fixed port type must be specified.");
        }
        defaultTypes = types;
        return this;
    }
}
