package org.gflownet4j.app.workflow;

import java.util.List;
import java.util.Optional;

/**
 * Nodes and how they are connected, as a workflow's files describe it; nothing is checked yet.
 *
 * @param name of the workflow
 * @param nodes each id once
 * @param connections between them
 */
public record Workflow(String name, List<WorkflowNode> nodes, List<Connection> connections) {

    /** Copies the lists. */
    public Workflow {
        nodes = List.copyOf(nodes);
        connections = List.copyOf(connections);
    }

    /**
     * Finds a node.
     *
     * @param id of the node
     * @return the node, if there is one
     */
    public Optional<WorkflowNode> node(final int id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst();
    }

    /**
     * The same workflow with a setting of a node changed.
     *
     * @param id of the node
     * @param key name of the setting
     * @param value its new value
     * @return a copy
     * @throws WorkflowException if there is no such node
     */
    public Workflow with(final int id, final String key, final Object value) {
        final WorkflowNode changed = node(id)
                .orElseThrow(() -> new WorkflowException(WorkflowException.Reason.BAD_SETTING,
                        "The workflow has no node #" + id + ", so its setting \"" + key + "\" can not be changed.",
                        "Its nodes are " + labels() + "."))
                .with(key, value);
        return new Workflow(name, nodes.stream().map(node -> node.id() == id ? changed : node).toList(), connections);
    }

    String labels() {
        return String.join(", ", nodes.stream().map(WorkflowNode::label).toList());
    }
}
