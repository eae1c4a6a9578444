package org.gflownet4j.sample;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;

/**
 * Walks trajectories of a batch to their ends, level by level: one evaluation of the network serves all that are still on
 * their way. Afterwards all states are evaluated.
 */
final class ForwardWalk {

    private final Edges edges;
    private final Policy policy;
    /** Number of the head of P_F that each trajectory is drawn with; 0 where there is but one. */
    private final int[] head;
    private Progress progress = Progress.NONE;

    ForwardWalk(final Edges edges) {
        this.edges = edges;
        this.policy = edges.policy();
        this.head = new int[edges.capacity()];
    }

    /** Sets who is asked for cancellation at each step. */
    void watch(final Progress watcher) {
        progress = watcher;
    }

    /**
     * Draws steps from P_F, from where the walks are.
     *
     * @param limit walks that are as long end unfinished
     * @param number that exploration knows the first trajectory by
     * @param stream random stream of the trajectory {@code from}
     */
    void draw(final ComputeBackend backend, final float[] parameters, final int from, final int to, final int limit,
            final Exploration exploration, final long number, final long seed, final long stream) {
        for (int b = from; b < to; b++) {
            head[b] = Thompson.drawingHead(policy.forwardHeads(), exploration, seed, stream + b - from);
        }
        boolean anyAlive = true;
        while (anyAlive) {
            progress.checkCancelled();
            for (int b = from; b < to; b++) {
                if (edges.isAlive(b, limit)) {
                    edges.addState(b);
                } else if (!policy.savings().liveRows()) {
                    edges.addPadding(b);
                }
            }
            policy.evaluate(backend, parameters, edges.states());
            anyAlive = false;
            for (int b = from; b < to; b++) {
                if (edges.isAlive(b, limit)) {
                    final int t = edges.length(b);
                    edges.step(b, edges.states().sampleForward(edges.row(b, t), head[b],
                            exploration.randomSteps(), exploration.temperatureOf(number + b - from),
                            exploration.stopBias(), CounterRandom.uniform(seed, stream + b - from, t)));
                    anyAlive |= edges.isAlive(b, limit);
                }
            }
        }
        edges.finish(from, to);
        policy.evaluate(backend, parameters, edges.states());
    }

    /**
     * Takes given steps, from s₀ on; all states are evaluated at once.
     *
     * @param given actions, complete and legal
     * @param starts where the first action of each trajectory is in {@code given}
     * @param lengths number of actions of each trajectory
     */
    void follow(final ComputeBackend backend, final float[] parameters, final int[] given, final int[] starts,
            final int[] lengths) {
        final int count = edges.count();
        edges.start(0, count);
        boolean anyAlive = true;
        for (int t = 0; anyAlive; t++) {
            progress.checkCancelled();
            anyAlive = false;
            for (int b = 0; b < count; b++) {
                if (t < lengths[b]) {
                    edges.addState(b);
                    edges.step(b, given[starts[b] + t]);
                    anyAlive = true;
                }
            }
        }
        edges.finish(0, count);
        policy.evaluate(backend, parameters, edges.states());
    }
}
