package org.knime.core.node;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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

    protected ConfigurableNodeFactory() {}

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

    @Deprecated(since = "5.0", forRemoval = true)
    public boolean isPortConfigurableViaMenu() {
        return createPortsConfigBuilder().isPresent();
    }

    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration creationConfig);

    @Override
    protected abstract NodeDialogPane createNodeDialogPane(NodeCreationConfiguration creationConfig);

    /** Collects the groups of ports: fixed ones, those that are there or not, and those with any number of ports. */
    protected static final class PortsConfigurationBuilder {

        private static final PortType[] NONE = {};

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

        public void addFixedPortGroup(final String id, final PortType... types) {
            fixed(id, types, true, true);
        }

        public void addOptionalInputPortGroup(final String id, final PortType... types) {
            optional(id, null, types, true, false);
        }

        public void addOptionalInputPortGroup(final String id, final Predicate<PortType> types) {
            optional(id, null, matching(types), true, false);
        }

        public void addOptionalInputPortGroupWithDefault(final String id, final PortType defaultType,
                final PortType... types) {
            optional(id, defaultType, types, true, false);
        }

        public void addOptionalInputPortGroupWithDefault(final String id, final PortType defaultType,
                final Predicate<PortType> types) {
            optional(id, defaultType, matching(types), true, false);
        }

        public void addOptionalOutputPortGroup(final String id, final PortType... types) {
            optional(id, null, types, false, true);
        }

        public void addOptionalOutputPortGroup(final String id, final Predicate<PortType> types) {
            optional(id, null, matching(types), false, true);
        }

        public void addOptionalOutputPortGroupWithDefault(final String id, final PortType defaultType,
                final PortType... types) {
            optional(id, defaultType, types, false, true);
        }

        public void addOptionalOutputPortGroupWithDefault(final String id, final PortType defaultType,
                final Predicate<PortType> types) {
            optional(id, defaultType, matching(types), false, true);
        }

        public void addExtendableInputPortGroup(final String id, final PortType... types) {
            extendable(id, NONE, NONE, types, true, false);
        }

        public void addExtendableInputPortGroup(final String id, final PortType[] fixed, final PortType... types) {
            extendable(id, fixed, NONE, types, true, false);
        }

        public void addExtendableInputPortGroupWithDefault(final String id, final PortType[] fixed,
                final PortType[] defaults, final PortType... types) {
            extendable(id, fixed, defaults, types, true, false);
        }

        public void addExtendableInputPortGroupWithDefault(final String id, final PortType[] fixed,
                final PortType[] defaults, final Predicate<PortType> types) {
            extendable(id, fixed, defaults, matching(types), true, false);
        }

        public void addExtendableOutputPortGroup(final String id, final PortType... types) {
            extendable(id, NONE, NONE, types, false, true);
        }

        public void addExtendableOutputPortGroupWithDefault(final String id, final PortType[] fixed,
                final PortType[] defaults, final PortType... types) {
            extendable(id, fixed, defaults, types, false, true);
        }

        public void addExtendableOutputPortGroupWithDefault(final String id, final PortType[] fixed,
                final PortType[] defaults, final Predicate<PortType> types) {
            extendable(id, fixed, defaults, matching(types), false, true);
        }

        private void fixed(final String id, final PortType[] types, final boolean in, final boolean out) {
            checkId(id);
            checkTypes(types, "The static port types cannot be null and cannot contain null entries");
            CheckUtils.checkArgument(types.length > 0, "At least one static port type has to be set");
            groups.put(id, new DefaultFixedPortGroup(types, in, out));
        }

        private void optional(final String id, final PortType defaultType, final PortType[] types, final boolean in,
                final boolean out) {
            checkId(id);
            checkTypes(types, "The optional ports cannot be null and cannot contain null entries");
            CheckUtils.checkArgument(types.length > 0, "The optional ports have to contain at least one element");
            CheckUtils.checkArgument(defaultType == null || Arrays.asList(types).contains(defaultType),
                    "The optional port types have to contain the default port type");
            final PortType[] registered = PortTypeRegistry.getInstance().availablePortTypes().stream()
                    .filter(type -> !type.isHidden() && Arrays.stream(types).anyMatch(one -> one.isSuperTypeOf(type)))
                    .distinct().toArray(PortType[]::new);
            final DefaultExtendablePortGroup group = new DefaultExtendablePortGroup(NONE, registered, in, out, 1);
            if (defaultType != null) {
                group.addPort(defaultType);
            }
            groups.put(id, group);
        }

        private void extendable(final String id, final PortType[] fixed, final PortType[] defaults,
                final PortType[] types, final boolean in, final boolean out) {
            checkId(id);
            checkTypes(types, "The supported port types cannot be null and cannot contain null entries");
            CheckUtils.checkArgument(types.length > 0, "The supported port types have to contain at least one element");
            CheckUtils.checkArgument(Arrays.asList(types).containsAll(Arrays.asList(fixed)),
                    "The supported port types have to contain all the static port types");
            CheckUtils.checkArgument(Arrays.asList(types).containsAll(Arrays.asList(defaults)),
                    "The supported port types have to contain all the default port types");
            final DefaultExtendablePortGroup group = new DefaultExtendablePortGroup(fixed, types, in, out);
            Arrays.stream(defaults).forEach(group::addPort);
            groups.put(id, group);
        }

        private static PortType[] matching(final Predicate<PortType> predicate) {
            return PortTypeRegistry.getInstance().availablePortTypes().stream().filter(predicate).distinct()
                    .toArray(PortType[]::new);
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
