package org.gflownet4j.app.workflow;

import java.util.List;

import org.gflownet4j.operation.Operation;

/**
 * What a node gave.
 *
 * @param step the node and its settings
 * @param outputs one object per output port
 */
public record NodeResult(Step step, List<Object> outputs) {

    /**
     * What the node did.
     *
     * @return its operation
     */
    public Operation<?> operation() {
        return step.task().operation();
    }
}
