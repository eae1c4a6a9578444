package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Trajectory balance (Malkin et al., NeurIPS 2022): for each trajectory τ = (s₀ → … → s_T = x)
 *
 * <pre>
 * t(τ) = log R(x) + Σ_t log P_B(s_t|s_{t+1}) − log Z − Σ_t log P_F(s_{t+1}|s_t),   loss = mean over τ of g(t).
 * </pre>
 *
 * @param regression g
 */
public record TrajectoryBalance(Regression regression) implements Objective {

    /** With squared residuals. */
    public TrajectoryBalance() {
        this(Regression.SQUARED);
    }

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_PARTITION);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int trajectories = values.trajectories();
        double loss = 0;
        for (int b = 0; b < trajectories; b++) {
            final double t = values.logReward[b] - values.logPartition[b] - values.logForwardMinusBackward(b);
            loss += regression.value(t) / trajectories;
            final double derivative = -regression.derivative(t) / trajectories;
            derivatives.logPartition[b] = derivative;
            derivatives.setForwardMinusBackward(b, derivative);
        }
        return loss;
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return values.logPartition[0];
    }

    @Override
    public String logPartitionEstimator() {
        return "the parameter log Z";
    }

    @Override
    public String title() {
        return "trajectory balance";
    }
}
