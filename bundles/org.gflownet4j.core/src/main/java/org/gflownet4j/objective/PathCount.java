package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Learns in how many ways states can be reached, and so the maximum-entropy backward policy {@code P_B(s|s′) = n(s)/n(s′)}
 * where no formula counts the paths n (Mohammadpour et al., AISTATS 2024). The logit ℓ(s′, s) of a learned P_B stands for
 * log n(s) of the parent, so {@code log Σ_s exp ℓ(s′, s)} stands for log n(s′). It is soft Q-learning with reward 0 on the
 * way back to s₀: for each edge s → s′ other than stop, with a target network (bar),
 *
 * <pre>
 * t(s→s′) = log n̄(s) − ℓ(s′, s),   log n̄(s) = log Σ_p exp ℓ̄(s, p),   log n̄(s₀) = 0,
 * loss = mean over these edges of g(t).
 * </pre>
 *
 * <p>At the minimum every trajectory to an object is as likely as any other. Which trajectories it learns from changes nothing,
 * as long as each edge is visited now and then.
 *
 * @param regression g
 */
public record PathCount(Regression regression) implements BackwardObjective {

    /** With squared residuals. */
    public PathCount() {
        this(Regression.SQUARED);
    }

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_BACKWARD, Quantity.LOG_BACKWARD_SUM, Quantity.TARGET_LOG_BACKWARD_SUM);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        int edges = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            edges += last(values, b) - values.start[b];
        }
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            double logPaths = 0;
            for (int e = values.start[b]; e < last(values, b); e++) {
                final double t = logPaths - values.logBackward[e] - values.logBackwardSum[e];
                loss += regression.value(t) / edges;
                derivatives.logBackward[e] = -regression.derivative(t) / edges;
                derivatives.logBackwardSum[e] = derivatives.logBackward[e];
                // of the state that this edge leads to, and the next one starts from
                logPaths = values.targetLogBackwardSum[e];
            }
            if (values.stops[b]) {
                derivatives.logBackward[last(values, b)] = 0;
                derivatives.logBackwardSum[last(values, b)] = 0;
            }
        }
        return loss;
    }

    /** After the last edge that is no stop. */
    private static int last(final TrajectoryTerms values, final int b) {
        return values.start[b + 1] - (values.stops[b] ? 1 : 0);
    }

    @Override
    public String title() {
        return "counting of paths";
    }
}
