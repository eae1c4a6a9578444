package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Modified detailed balance (Deleu et al., UAI 2022), for environments in which every state is an object that stop leaves:
 * then {@code F(s) = R(s)/P_F(stop|s)}, and neither flows nor Z need be learned. For each edge s → s′ other than stop
 *
 * <pre>
 * t(s→s′) = log R(s′) + log P_B(s|s′) + log P_F(stop|s) − log R(s) − log P_F(s′|s) − log P_F(stop|s′),
 * loss = mean over these edges of g(t).
 * </pre>
 *
 * @param regression g
 */
public record ModifiedDetailedBalance(Regression regression) implements Objective {

    /** With squared residuals. */
    public ModifiedDetailedBalance() {
        this(Regression.SQUARED);
    }

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_STOP, Quantity.STATE_LOG_REWARD);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int edges = Math.max(1, values.edges() - values.trajectories());
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int last = values.start[b + 1] - 1;
            double before = 0;
            for (int e = values.start[b]; e < last; e++) {
                final double t = values.stateLogReward[e + 1] + values.logBackward[e] + values.logStop[e]
                        - values.stateLogReward[e] - values.logForward[e] - values.logStop[e + 1];
                loss += regression.value(t) / edges;
                final double derivative = regression.derivative(t) / edges;
                derivatives.logForward[e] = -derivative;
                derivatives.logBackward[e] = derivative;
                derivatives.logStop[e] = derivative - before;
                before = derivative;
            }
            // the last edge is the stop itself
            derivatives.logForward[last] = 0;
            derivatives.logBackward[last] = 0;
            derivatives.logStop[last] = -before;
        }
        return loss;
    }

    /** {@code F(s₀) = R(s₀)/P_F(stop|s₀)}. */
    @Override
    public double logPartition(final TrajectoryTerms values) {
        return values.stateLogReward[0] - values.logStop[0];
    }

    @Override
    public String logPartitionEstimator() {
        return "log R − log P_F(stop) of the initial state";
    }

    @Override
    public String title() {
        return "modified detailed balance";
    }
}
