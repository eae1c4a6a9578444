package org.gflownet4j.train;

import java.util.Optional;

import org.gflownet4j.objective.Objective;
import org.gflownet4j.replay.ReplayBuffer;

/**
 * One part of an update: draw a batch, compute a loss, take a gradient step.
 *
 * @param source of the trajectories
 * @param objective whose loss is minimised
 * @param targetRate part of the way that the target network goes towards the policy after each step, above 0 to 1; only
 *            objectives with a target network read it
 */
public record Phase(BatchSource source, Objective objective, double targetRate) {

    /** The published rate of soft Q-learning on the hypergrid. */
    public static final double TARGET_RATE = 0.25;

    /**
     * Checks the rate.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Phase {
        if (!(targetRate > 0 && targetRate <= 1)) {
            throw new IllegalArgumentException("The rate of a target network is above 0 to 1, not " + targetRate + ".");
        }
    }

    /**
     * With the published rate of the target network.
     *
     * @param source of the trajectories
     * @param objective whose loss is minimised
     */
    public Phase(final BatchSource source, final Objective objective) {
        this(source, objective, TARGET_RATE);
    }

    /** The same that draws from a run's buffer, if there is one, and if its source draws from any. */
    Phase with(final Optional<ReplayBuffer> buffer) {
        return buffer.map(kept -> new Phase(source.from(kept), objective, targetRate)).orElse(this);
    }
}
