package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Trajectory balance (Malkin et al., NeurIPS 2022): for each trajectory τ = (s₀ → … → s_T = x)
 *
 * <pre>
 * δ(τ) = log Z + Σ_t log P_F(s_{t+1}|s_t) − log R(x) − Σ_t log P_B(s_t|s_{t+1}),   loss = mean over τ of δ².
 * </pre>
 */
public final class TrajectoryBalance implements Objective {

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_PARTITION);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int trajectories = values.trajectories();
        double loss = 0;
        for (int b = 0; b < trajectories; b++) {
            double delta = values.logPartition[b] - values.logReward[b];
            for (int e = values.start[b]; e < values.start[b + 1]; e++) {
                delta += values.logForward[e] - values.logBackward[e];
            }
            loss += delta * delta / trajectories;
            final double derivative = 2 * delta / trajectories;
            derivatives.logPartition[b] = derivative;
            for (int e = values.start[b]; e < values.start[b + 1]; e++) {
                derivatives.logForward[e] = derivative;
                derivatives.logBackward[e] = -derivative;
            }
        }
        return loss;
    }
}
