package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** Takes the ports of a node. */
public interface RequirePorts {

    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    default RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {
            @Override
            public PortsAdder addInputPort(final String name, final String description, final PortType portType) {
                groups.addInputPortGroup(name, group -> group.name(name).description(description).fixed(portType));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(final String name, final String description, final PortType portType) {
                groups.addOutputPortGroup(name, group -> group.name(name).description(description).fixed(portType));
                return this;
            }
        }));
    }

    /** Adds ports that are always there. */
    interface PortsAdder {

        PortsAdder addInputPort(String name, String description, PortType portType);

        PortsAdder addOutputPort(String name, String description, PortType portType);

        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds groups of ports. */
    interface DynamicPortsAdder {

        DynamicPortsAdder addInputPortGroup(String groupId,
                Function<RequirePortName, ConfigurablePort> groupConfiguration);

        DynamicPortsAdder addOutputPortGroup(String groupId,
                Function<RequirePortName, ConfigurablePort> groupConfiguration);
    }

    /** Takes a group's name. */
    interface RequirePortName {

        RequirePortDescription name(String name);
    }

    /** Takes a group's description. */
    interface RequirePortDescription {

        RequireConfigurablePortMode description(String description);
    }

    /** Takes how many ports a group has. */
    interface RequireConfigurablePortMode {

        ConfigurablePort.FinalConfigurablePort fixed(PortType portType);

        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();
    }

    /** Takes which types a group's ports can have. */
    interface RequireSupportedTypes<T> {

        T supportedTypes(PortType... portTypes);

        T supportedTypes(Predicate<PortType> portTypePredicate);
    }

    /** A group that is described. */
    sealed interface ConfigurablePort permits ConfigurablePort.FinalConfigurablePort,
            ConfigurablePort.OptionalConfigurablePort, ConfigurablePort.ExtendableConfigurablePort {

        /** A group with nothing more to say. */
        final class FinalConfigurablePort implements ConfigurablePort {

            public FinalConfigurablePort() {}
        }

        /** A port that is there or not, at first not. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {

            FinalConfigurablePort defaultPortType(PortType defaultPortType);
        }

        /** Any number of ports, at first none. */
        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {

            ExtendableConfigurablePort fixedTypes(PortType... portTypes);

            ExtendableConfigurablePort defaultNonFixedTypes(PortType... portTypes);
        }
    }
}
