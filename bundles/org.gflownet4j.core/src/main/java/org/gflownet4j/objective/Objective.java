package org.gflownet4j.objective;

import java.util.Set;

/**
 * A training objective: its loss on a batch of trajectories, and the loss's derivatives with respect to the scalars it
 * reads. No network is seen from here; the policy turns derivatives into gradients.
 */
public interface Objective {

    /**
     * What the loss reads. Nothing else need be filled in, and derivatives are given for exactly these, as far as they can
     * have one.
     *
     * @return never empty
     */
    Set<Quantity> reads();

    /**
     * Computes the loss and its derivatives.
     *
     * @param values what the objective reads, and log R if it reads it
     * @param derivatives overwritten, for the quantities in {@link #reads()}
     * @return the loss, averaged as the objective says
     */
    double loss(TrajectoryTerms values, TrajectoryTerms derivatives);

    /**
     * log Z as this objective knows it.
     *
     * @param values as for the loss
     * @return nats; NaN if it knows none
     */
    double logPartition(TrajectoryTerms values);

    /**
     * A first guess at log Z, for objectives that read it as a parameter: the batch's own estimate, the mean of
     * {@code log R + Σ log P_B − Σ log P_F}. With it, training does not begin with a long climb.
     *
     * @param values as for the loss, of the first batch
     * @return nats
     */
    default double firstLogPartition(final TrajectoryTerms values) {
        double sum = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            sum += values.logReward[b];
        }
        for (int e = 0; e < values.edges(); e++) {
            sum += values.logBackward[e] - values.logForward[e];
        }
        return sum / values.trajectories();
    }

    /**
     * How {@link #logPartition(TrajectoryTerms)} comes about.
     *
     * @return for example {@code the parameter log Z}
     */
    String logPartitionEstimator();

    /**
     * What it is called, for a user.
     *
     * @return for example {@code trajectory balance}
     */
    String title();

    /**
     * Fewest trajectories that a batch needs.
     *
     * @return at least 1
     */
    default int minTrajectories() {
        return 1;
    }

    /**
     * How many trajectories of a batch, one behind the other, should have the same condition.
     *
     * @return 1 unless the loss compares trajectories with each other
     */
    default int trajectoriesPerCondition() {
        return 1;
    }

    /**
     * Whether the loss says nothing of P_B, which then must be one without parameters.
     *
     * @return true if a learned P_B would never be trained
     */
    default boolean needsFixedBackward() {
        return false;
    }

    /**
     * Whether the loss is only right for trajectories that the policy itself has drawn, such as an average over P_F.
     * Losses whose every term vanishes at the optimum, whatever trajectory it belongs to, are right for all.
     *
     * @return true if there must be neither exploration nor replay
     */
    default boolean needsOnPolicy() {
        return false;
    }

    /**
     * Whether the loss depends on log R of the objects. Where it does not, the reward is not asked.
     *
     * @return false for losses of P_B alone
     */
    default boolean readsLogReward() {
        return true;
    }
}
