package org.gflownet4j.app.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.app.workflow.WorkflowException.Reason;
import org.gflownet4j.operation.Checkpoints;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.OperationException;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.train.TrainingDivergedException;

/** Runs a checked workflow, node after node. */
public final class WorkflowRunner {

    /** Learns which node runs. */
    public interface Watcher {

        /**
         * A node is about to run.
         *
         * @param step the node
         * @param number counted from 1
         * @param count of all nodes
         * @return gets the node's progress and warnings, and is asked whether to stop
         */
        Progress started(Step step, int number, int count);
    }

    private WorkflowRunner() {
    }

    /**
     * Runs all nodes.
     *
     * @param plan the workflow
     * @param watcher learns which node runs
     * @param checkpoints of models that are being trained
     * @return what each node gave, in the order of the plan
     * @throws WorkflowException if a node can not do its work; the message names it
     * @throws java.util.concurrent.CancellationException if the watcher's progress was cancelled
     */
    public static List<NodeResult> run(final WorkflowPlan plan, final Watcher watcher,
            final Checkpoints checkpoints) {
        final Map<Integer, NodeResult> results = new LinkedHashMap<>();
        for (final Step step : plan.steps()) {
            final Progress progress = watcher.started(step, results.size() + 1, plan.steps().size());
            progress.checkCancelled();
            final List<Object> inputs = step.inputs().stream().map(input -> input(input, results)).toList();
            results.put(step.node().id(),
                    new NodeResult(step, run(step, inputs, new Execution(progress, checkpoints))));
        }
        return new ArrayList<>(results.values());
    }

    private static Object input(final Step.Input input, final Map<Integer, NodeResult> results) {
        final Optional<Object> value = input.source()
                .map(source -> results.get(source.node()).outputs().get(source.port() - 1));
        return input.optional() ? value : value.orElseThrow();
    }

    private static List<Object> run(final Step step, final List<Object> inputs, final Execution execution) {
        try {
            return step.task().run(inputs, execution);
        } catch (final OperationException e) {
            throw failed(step, e, e.resolution());
        } catch (final IllegalArgumentException | TrainingDivergedException e) {
            throw failed(step, e, "");
        }
    }

    private static WorkflowException failed(final Step step, final RuntimeException cause, final String resolution) {
        return new WorkflowException(Reason.NODE_FAILED, step.node().label() + ": " + cause.getMessage(), resolution,
                cause);
    }
}
