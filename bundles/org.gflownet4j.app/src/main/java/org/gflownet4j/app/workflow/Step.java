package org.gflownet4j.app.workflow;

import java.util.List;

/**
 * A node, ready to run.
 *
 * @param node which
 * @param task what it does, and how
 * @param inputs where each of its inputs comes from, in the order of its ports
 */
public record Step(WorkflowNode node, NodeTask<?> task, List<Source> inputs) {

    /**
     * An output of a node.
     *
     * @param node its id
     * @param port counted from 1
     */
    record Source(int node, int port) {
    }
}
