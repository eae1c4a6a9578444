package org.gflownet4j.objective;

/** A loss of P_B alone: another objective trains P_F. It knows nothing of log Z, and asks for no reward. */
interface BackwardObjective extends Objective {

    @Override
    default double logPartition(final TrajectoryTerms values) {
        return Double.NaN;
    }

    @Override
    default String logPartitionEstimator() {
        return "none";
    }

    @Override
    default boolean readsLogReward() {
        return false;
    }
}
