package org.gflownet4j.app.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Operations;

/**
 * A node as its workflow's files describe it.
 *
 * @param id unique in its workflow
 * @param name as the user sees it
 * @param factory class name of KNIME's node factory; empty for a metanode or component
 * @param settings name → value of what the user chose; what is missing keeps its default
 */
public record WorkflowNode(int id, String name, String factory, Map<String, Object> settings) {

    private static final String FACTORY_PREFIX = "org.gflownet4j.knime.node.";
    private static final String FACTORY_SUFFIX = "NodeFactory";

    /** Copies the settings. */
    public WorkflowNode {
        settings = Map.copyOf(settings);
    }

    /**
     * A node of an operation.
     *
     * @param id unique in its workflow
     * @param operation what the node does
     * @param settings name → value
     * @return as KNIME would describe it
     */
    public static WorkflowNode of(final int id, final Operation<?> operation, final Map<String, Object> settings) {
        return new WorkflowNode(id, operation.name(), FACTORY_PREFIX + Operations.id(operation) + FACTORY_SUFFIX,
                settings);
    }

    /**
     * The same node with one setting changed.
     *
     * @param key name of the setting
     * @param value its new value
     * @return a copy
     */
    public WorkflowNode with(final String key, final Object value) {
        final Map<String, Object> changed = new LinkedHashMap<>(settings);
        changed.put(key, value);
        return new WorkflowNode(id, name, factory, changed);
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
