package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Flow matching (Bengio et al., NeurIPS 2021): the forward head's logits are log-flows of edges, {@code P_F ∝ F(s→·)}. For
 * each state s′ other than s₀ that a trajectory passes, and for the flow into its object,
 *
 * <pre>
 * t(s′) = log Σ_{children c} F(s′→c) − log Σ_{parents p} F(p→s′),
 * t(x)  = log R(x) − log F(x→stop),   or, for a complete object, log R(x) − log Σ_{parents p} F(p→x),
 * loss  = mean over edges of g(t), the objects' terms times the leaf coefficient.
 * </pre>
 *
 * <p>Everywhere t is what later states and rewards ask for, minus what earlier ones give: the sign of {@link Regression}.
 *
 * <p>No ε is added inside the logarithms: sums are taken in the log domain, in double precision, where nothing underflows.
 *
 * @param regression g
 * @param leafCoefficient weight of the terms with a reward, greater than 0
 */
public record FlowMatching(Regression regression, double leafCoefficient) implements Objective {

    /** With squared residuals, all alike. */
    public FlowMatching() {
        this(Regression.SQUARED, 1);
    }

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_OUTFLOW, Quantity.LOG_INFLOW);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int edges = values.edges();
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int first = values.start[b];
            final int last = values.start[b + 1] - 1;
            derivatives.logOutflow[first] = 0;
            for (int e = first; e <= last; e++) {
                derivatives.logForward[e] = 0;
                derivatives.logInflow[e] = 0;
                if (e < last) {
                    final double t = values.logOutflow[e + 1] - values.logInflow[e];
                    loss += regression.value(t) / edges;
                    derivatives.logOutflow[e + 1] = regression.derivative(t) / edges;
                    derivatives.logInflow[e] = -derivatives.logOutflow[e + 1];
                }
            }
            final double weight = leafCoefficient / edges;
            if (values.stops[b]) {
                final double t = values.logReward[b] - values.logForward[last] - values.logOutflow[last];
                loss += weight * regression.value(t);
                derivatives.logForward[last] = -weight * regression.derivative(t);
                derivatives.logOutflow[last] += derivatives.logForward[last];
            } else {
                final double t = values.logReward[b] - values.logInflow[last];
                loss += weight * regression.value(t);
                derivatives.logInflow[last] = -weight * regression.derivative(t);
            }
        }
        return loss;
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return values.logOutflow[0];
    }

    @Override
    public String logPartitionEstimator() {
        return "log of the flow out of the initial state";
    }

    @Override
    public String title() {
        return "flow matching";
    }

    @Override
    public boolean needsFixedBackward() {
        return true;
    }
}
