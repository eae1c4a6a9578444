package org.gflownet4j.train;

import java.util.Set;

import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;

/** Trajectory balance, if it were an average over the policy's own trajectories, as a policy gradient is. */
record OnPolicyOnly() implements Objective {

    private static final Objective BALANCE = new TrajectoryBalance();

    @Override
    public boolean needsOnPolicy() {
        return true;
    }

    @Override
    public Set<Quantity> reads() {
        return BALANCE.reads();
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        return BALANCE.loss(values, derivatives);
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return BALANCE.logPartition(values);
    }

    @Override
    public String logPartitionEstimator() {
        return BALANCE.logPartitionEstimator();
    }

    @Override
    public String title() {
        return "a policy gradient";
    }
}
