package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** Takes the ports of a node. */
public interface RequirePorts {

    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

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
    }

    /** Takes which types a group's ports can have. */
    interface RequireSupportedTypes<T> {

        T supportedTypes(PortType... portTypes);
    }

    /** A group that is described. */
    sealed interface ConfigurablePort permits ConfigurablePort.FinalConfigurablePort,
            ConfigurablePort.OptionalConfigurablePort {

        /** A group with nothing more to say. */
        final class FinalConfigurablePort implements ConfigurablePort {

            public FinalConfigurablePort() {}
        }

        /** A port that is there or not, at first not. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {}
    }
}
