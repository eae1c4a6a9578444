package org.gflownet4j.sample;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.FixedBackward;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;

/**
 * Walks trajectories of a batch back from objects by steps of P_B, level by level. Only a learned P_B needs the network on the
 * way; in any case all states are evaluated afterwards.
 */
final class BackwardWalk {

    static final int[] NO_LIMIT = {};

    private final Edges edges;
    private final Policy policy;
    private final Environment environment;
    private final FixedBackward fixedBackward;
    private final int maxLength;
    private final int width;
    private final boolean[] legal;
    private Progress progress = Progress.NONE;

    BackwardWalk(final Edges edges) {
        this.edges = edges;
        this.policy = edges.policy();
        this.environment = policy.environment();
        this.fixedBackward = policy.fixedBackward();
        this.maxLength = environment.maxTrajectoryLength();
        this.width = environment.stateLength();
        this.legal = new boolean[environment.backwardActions()];
    }

    /** Sets who is asked for cancellation at each step. */
    void watch(final Progress watcher) {
        progress = watcher;
    }

    /**
     * Draws steps from P_B, from the objects where the walks are, to s₀ or until they have as many edges as their limit says.
     * The edges then stand in order, and the walks are where the first ones start.
     *
     * @param limit most edges of each trajectory, counted from {@code from}; empty for no limit
     * @param stream random stream of the trajectory {@code from}
     */
    void draw(final ComputeBackend backend, final float[] parameters, final int from, final int to, final int[] limit,
            final long seed, final long stream) {
        for (int b = from; b < to; b++) {
            edges.startBack(b);
        }
        boolean anyAlive = true;
        for (int t = 0; anyAlive; t++) {
            progress.checkCancelled();
            if (policy.learnsBackward()) {
                policy.evaluate(backend, parameters, edges.states());
            }
            anyAlive = false;
            for (int b = from; b < to; b++) {
                if (edges.length(b) < (limit.length == 0 ? maxLength : limit[b - from])
                        && environment.parentCount(edges.current(), b * width) > 0) {
                    edges.stepBack(b, sample(b, CounterRandom.uniform(seed, stream + b - from, t)));
                    anyAlive = true;
                }
            }
        }
        // one evaluation of many states where the walks did not need any
        policy.evaluate(backend, parameters, edges.states());
        for (int b = from; b < to; b++) {
            edges.reverse(b);
        }
    }

    private int sample(final int b, final double uniform) {
        return policy.learnsBackward() ? edges.states().sampleBackward(edges.rowBack(b), uniform)
                : fixedBackward.sample(edges.current(), b * width, uniform, legal);
    }
}
