package org.gflownet4j.app.workflow;

import java.util.List;
import java.util.Optional;

/**
 * A node, ready to run.
 *
 * @param node which
 * @param task what it does, and how
 * @param inputs where each of its operation's inputs comes from, in their order
 */
public record Step(WorkflowNode node, NodeTask<?> task, List<Input> inputs) {

    /**
     * An input of an operation.
     *
     * @param optional whether the operation works without it
     * @param source what is connected to it; only empty for an optional one
     */
    record Input(boolean optional, Optional<Source> source) {
    }

    /**
     * An output of a node.
     *
     * @param node its id
     * @param port counted from 1
     */
    record Source(int node, int port) {
    }
}
