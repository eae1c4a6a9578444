package org.gflownet4j.app.workflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The order in which nodes can run: each after all that it is connected from. */
final class WorkflowOrder {

    private WorkflowOrder() {
    }

    /**
     * Puts the nodes in order.
     *
     * @param workflow its connections end at nodes that exist
     * @return all nodes
     * @throws WorkflowException if nodes wait for each other; the message names them
     */
    static List<WorkflowNode> of(final Workflow workflow) {
        final List<WorkflowNode> ordered = new ArrayList<>();
        final Set<WorkflowNode> waiting = new LinkedHashSet<>(workflow.nodes());
        while (!waiting.isEmpty()) {
            final Set<Integer> blocked = ends(workflow, waiting, Connection::target);
            final List<WorkflowNode> ready = waiting.stream().filter(node -> !blocked.contains(node.id())).toList();
            if (ready.isEmpty()) {
                throw cycle(workflow, waiting);
            }
            ordered.addAll(ready);
            ready.forEach(waiting::remove);
        }
        return ordered;
    }

    /** One of the ends of all connections among some nodes. */
    private static Set<Integer> ends(final Workflow workflow, final Set<WorkflowNode> nodes,
            final ToIntFunction<Connection> end) {
        final Set<Integer> ids = nodes.stream().map(WorkflowNode::id).collect(Collectors.toSet());
        return workflow.connections().stream()
                .filter(connection -> ids.contains(connection.source()) && ids.contains(connection.target()))
                .map(end::applyAsInt).collect(Collectors.toSet());
    }

    private static WorkflowException cycle(final Workflow workflow, final Set<WorkflowNode> waiting) {
        final Set<WorkflowNode> inCycle = new LinkedHashSet<>(waiting);
        boolean left = true;
        while (left) {
            final Set<Integer> needed = ends(workflow, inCycle, Connection::source);
            left = inCycle.removeIf(node -> !needed.contains(node.id()));
        }
        return new WorkflowException(WorkflowException.Reason.CYCLE,
                "The workflow has a cycle, in which nodes wait for "
                        + "each other: " + inCycle.stream().map(WorkflowNode::label).collect(Collectors.joining(", "))
                        + ".",
                "Remove a connection between them.");
    }
}
