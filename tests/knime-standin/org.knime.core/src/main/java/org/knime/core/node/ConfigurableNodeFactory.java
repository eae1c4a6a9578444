package org.knime.core.node;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.impl.DefaultModifiablePortsConfiguration;
import org.knime.core.node.context.ports.impl.DefaultExtendablePortGroup;
import org.knime.core.node.context.ports.impl.DefaultFixedPortGroup;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.util.CheckUtils;

/** A factory of nodes whose ports users add and remove. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }

    @Override
    @Deprecated
    public T createNodeModel() {
        throw new UnsupportedOperationException("Method invocation not supported by ConfigurableNodeFactory");
    }

    @Override
    @Deprecated
    protected NodeDialogPane createNodeDialogPane() {
        throw new UnsupportedOperationException("Method invocation not supported by ConfigurableNodeFactory");
    }

    public final ModifiableNodeCreationConfiguration createNodeCreationConfig() {
        return new ModifiableNodeCreationConfiguration(
                createPortsConfigBuilder().map(PortsConfigurationBuilder::build).orElse(null));
    }

    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration creationConfig);

    @Override
    protected abstract NodeDialogPane createNodeDialogPane(NodeCreationConfiguration creationConfig);

    /** Collects the groups of ports: fixed ones, and those that are there or not. */
    protected static final class PortsConfigurationBuilder {

        private final Map<String, PortGroupConfiguration> groups = new LinkedHashMap<>();

        public PortsConfigurationBuilder() {}

        private DefaultModifiablePortsConfiguration build() {
            return new DefaultModifiablePortsConfiguration(groups);
        }

        public void addFixedInputPortGroup(final String id, final PortType... types) {
            fixed(id, types, true, false);
        }

        public void addFixedOutputPortGroup(final String id, final PortType... types) {
            fixed(id, types, false, true);
        }

        public void addOptionalInputPortGroup(final String id, final PortType... types) {
            optional(id, types, true, false);
        }

        public void addOptionalOutputPortGroup(final String id, final PortType... types) {
            optional(id, types, false, true);
        }

        private void fixed(final String id, final PortType[] types, final boolean in, final boolean out) {
            checkId(id);
            checkTypes(types, "The static port types cannot be null and cannot contain null entries");
            CheckUtils.checkArgument(types.length > 0, "At least one static port type has to be set");
            groups.put(id, new DefaultFixedPortGroup(types, in, out));
        }

        private void optional(final String id, final PortType[] types, final boolean in, final boolean out) {
            checkId(id);
            checkTypes(types, "The optional ports cannot be null and cannot contain null entries");
            CheckUtils.checkArgument(types.length > 0, "The optional ports have to contain at least one element");
            final PortType[] registered = PortTypeRegistry.getInstance().availablePortTypes().stream()
                    .filter(type -> !type.isHidden() && Arrays.stream(types).anyMatch(one -> one.isSuperTypeOf(type)))
                    .distinct().toArray(PortType[]::new);
            groups.put(id, new DefaultExtendablePortGroup(new PortType[0], registered, in, out, 1));
        }

        private void checkId(final String id) {
            CheckUtils.checkArgument(!groups.containsKey(id), "A port group with the given name already exists");
            CheckUtils.checkArgument(id != null && !id.isEmpty(),
                    "The group identifier has to contain at least one character");
        }

        private static void checkTypes(final PortType[] types, final String problem) {
            CheckUtils.checkArgument(types != null && !Arrays.asList(types).contains(null), problem);
        }
    }
}
