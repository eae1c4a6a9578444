package org.gflownet4j.app.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Operations;
import org.gflownet4j.operation.Port;

/**
 * A node as its workflow's files describe it.
 *
 * @param id unique in its workflow
 * @param name as the user sees it
 * @param factory class name of KNIME's node factory; empty for a metanode or component
 * @param settings name → value as the workflow's files have it; what is missing keeps its default
 * @param changes name → value of what the user changed outside of the files
 * @param portGroups ports that the user added, in their order
 */
public record WorkflowNode(int id, String name, String factory, Map<String, Object> settings,
        Map<String, Object> changes, List<PortGroup> portGroups) {

    private static final String FACTORY_PREFIX = "org.gflownet4j.knime.node.";
    private static final String FACTORY_SUFFIX = "NodeFactory";

    /** Copies the settings and ports. */
    public WorkflowNode {
        settings = Map.copyOf(settings);
        changes = Map.copyOf(changes);
        portGroups = List.copyOf(portGroups);
    }

    /**
     * A node as files describe it, without added ports.
     *
     * @param id unique in its workflow
     * @param name as the user sees it
     * @param factory class name of KNIME's node factory; empty for a metanode or component
     * @param settings name → value
     */
    public WorkflowNode(final int id, final String name, final String factory, final Map<String, Object> settings) {
        this(id, name, factory, settings, Map.of(), List.of());
    }

    /**
     * A node of an operation that no file describes.
     *
     * @param id unique in its workflow
     * @param operation what the node does
     * @param settings name → value
     * @param optionalInputs those of the operation's optional inputs that the node has
     * @return as KNIME would describe it
     */
    public static WorkflowNode of(final int id, final Operation<?> operation, final Map<String, Object> settings,
            final Port... optionalInputs) {
        return new WorkflowNode(id, operation.name(), FACTORY_PREFIX + Operations.id(operation) + FACTORY_SUFFIX,
                Map.of(), settings, Stream.of(optionalInputs).map(InputPorts::group).toList());
    }

    /**
     * The same node with one setting changed.
     *
     * @param key name of the setting
     * @param value its new value
     * @return a copy
     */
    public WorkflowNode with(final String key, final Object value) {
        final Map<String, Object> changed = new LinkedHashMap<>(changes);
        changed.put(key, value);
        return new WorkflowNode(id, name, factory, settings, changed, portGroups);
    }

    /**
     * What the node does, if it is one of ours.
     *
     * @return the operation
     */
    public Optional<Operation<?>> operation() {
        return isOurs() ? Operations.find(factory.substring(FACTORY_PREFIX.length(),
                factory.length() - FACTORY_SUFFIX.length())) : Optional.empty();
    }

    /**
     * Whether the node belongs to this product, perhaps to a newer version of it.
     *
     * @return true by the name of its factory
     */
    boolean isOurs() {
        return factory.startsWith(FACTORY_PREFIX) && factory.endsWith(FACTORY_SUFFIX)
                && factory.length() >= FACTORY_PREFIX.length() + FACTORY_SUFFIX.length();
    }

    /**
     * How messages call it.
     *
     * @return for example {@code GFlowNet Learner (#4)}
     */
    public String label() {
        return name + " (#" + id + ")";
    }
}
