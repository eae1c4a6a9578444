package org.gflownet4j.train;

import java.util.Optional;

import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.replay.ReplayBuffer;

/**
 * One part of an update: draw a batch, compute a loss, take a gradient step.
 *
 * @param source of the trajectories
 * @param objective whose loss is minimised
 * @param targetRate part of the way that the target network goes towards the policy after each step, above 0 to 1; only
 *            objectives with a target network read it
 * @param trained the parameters that take the step; the target network follows these
 */
public record Phase(BatchSource source, Objective objective, double targetRate, Trained trained) {

    /** The published rate of soft Q-learning on the hypergrid. */
    public static final double TARGET_RATE = 0.25;

    /**
     * Checks the rate, and that the objective trains nothing else.
     *
     * @throws IllegalArgumentException if it is out of range, or does
     */
    public Phase {
        checkTargetRate(targetRate);
        final boolean trainsBackward = objective.reads().contains(Quantity.LOG_BACKWARD);
        if (trained instanceof Trained.AllButBackward && trainsBackward) {
            throw new IllegalArgumentException(
                    "A phase that leaves the backward policy alone needs an objective that does"
                            + " not train it: detach it from " + objective.title() + ".");
        }
        if (trained instanceof Trained.Backward
                && (!trainsBackward || objective.reads().contains(Quantity.LOG_FORWARD))) {
            throw new IllegalArgumentException(
                    "A phase for the backward policy alone needs an objective of that alone, "
                            + "but this is " + objective.title() + ".");
        }
    }

    static void checkTargetRate(final double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("The rate of a target network is above 0 to 1, not " + rate + ".");
        }
    }

    /**
     * For all parameters.
     *
     * @param source of the trajectories
     * @param objective whose loss is minimised
     * @param targetRate of the target network
     */
    public Phase(final BatchSource source, final Objective objective, final double targetRate) {
        this(source, objective, targetRate, new Trained.Everything());
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
        return buffer.map(kept -> new Phase(source.from(kept), objective, targetRate, trained)).orElse(this);
    }
}
