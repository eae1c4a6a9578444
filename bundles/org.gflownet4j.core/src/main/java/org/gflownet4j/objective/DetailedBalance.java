package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Detailed balance (Bengio et al., JMLR 2023): for each edge s → s′ of a trajectory that ends in x
 *
 * <pre>
 * δ(s→s′) = log F(s) + log P_F(s′|s) − log F(s′) − log P_B(s|s′),   loss = mean over edges of δ²,
 * </pre>
 *
 * <p>where log F of the last edge's target is log R(x): a complete object's flow is its reward, and a stop edge carries
 * the reward of the object it leaves.
 */
public final class DetailedBalance implements Objective {

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_FLOW);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int edges = values.edges();
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int last = values.start[b + 1] - 1;
            double before = 0;
            for (int e = values.start[b]; e <= last; e++) {
                final double target = e == last ? values.logReward[b] : values.logFlow[e + 1];
                final double delta = values.logFlow[e] + values.logForward[e] - target - values.logBackward[e];
                loss += delta * delta / edges;
                final double derivative = 2 * delta / edges;
                derivatives.logForward[e] = derivative;
                derivatives.logBackward[e] = -derivative;
                // F(s) belongs to the edge that leaves s, and with a minus to the one that enters it
                derivatives.logFlow[e] = derivative - before;
                before = derivative;
            }
        }
        return loss;
    }
}
