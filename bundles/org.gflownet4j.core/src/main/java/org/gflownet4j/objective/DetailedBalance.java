package org.gflownet4j.objective;

import java.util.Set;

/**
 * Detailed balance (Bengio et al., JMLR 2023): for each edge s → s′ of a trajectory that ends in x
 *
 * <pre>
 * t(s→s′) = log F(s′) + log P_B(s|s′) − log F(s) − log P_F(s′|s),   loss = mean over edges of g(t),
 * </pre>
 *
 * <p>where log F of the last edge's target is log R(x): a complete object's flow is its reward, and a stop edge carries
 * the reward of the object it leaves.
 *
 * <p><em>Forward-looking</em> (Pan et al., ICML 2023), the network gives only what an energy of unfinished objects leaves
 * to say: {@code log F(s) = log F̃(s) − E(s)}. At an object {@code log F̃(x) = 0} is pinned, since there log F(x) = log R(x)
 * whatever the network says; if it were free, a loss of zero would allow any {@code P_T(x) ∝ F̃(x) R(x)}.
 *
 * @param regression g
 * @param forwardLooking whether flows are given relative to energies
 */
public record DetailedBalance(Regression regression, boolean forwardLooking) implements Objective {

    /** With squared residuals, not forward-looking. */
    public DetailedBalance() {
        this(Regression.SQUARED, false);
    }

    @Override
    public Set<Quantity> reads() {
        return Flows.reads(forwardLooking);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int edges = values.edges();
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int last = values.start[b + 1] - 1;
            double before = 0;
            for (int e = values.start[b]; e <= last; e++) {
                final double target = e == last ? values.logReward[b] : Flows.logFlow(values, e + 1, forwardLooking);
                final double t = target + values.logBackward[e] - Flows.logFlow(values, e, forwardLooking)
                        - values.logForward[e];
                loss += regression.value(t) / edges;
                final double derivative = -regression.derivative(t) / edges;
                derivatives.logForward[e] = derivative;
                derivatives.logBackward[e] = -derivative;
                // F(s) belongs to the edge that leaves s, and with a minus to the one that enters it
                derivatives.logFlow[e] = derivative - before;
                before = derivative;
            }
        }
        return loss;
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return values.logFlow[0];
    }

    @Override
    public String logPartitionEstimator() {
        return Flows.ESTIMATOR;
    }

    @Override
    public String title() {
        return forwardLooking ? "forward-looking detailed balance" : "detailed balance";
    }
}
