package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Trajectory balance with intrinsic rewards, of a generative augmented flow network (Pan et al., ICLR 2023, Eq. 4): what a
 * state is worth besides its reward, for example its novelty, is a flow of its own that joins each edge. For each
 * trajectory τ = (s₀ → … → s_n = x)
 *
 * <pre>
 * t(τ) = log(R(x) + r(x)) + Σ_t log(P_B(s_t|s_{t+1}) + r(s_{t+1})/F(s_{t+1})) − log Z − Σ_t log P_F(s_{t+1}|s_t),
 * loss = mean over τ of g(t),
 * </pre>
 *
 * <p>where r ≥ 0 is the intrinsic reward of the state that an edge leads to, and F a head of the network. The ratio r/F is
 * added to P_B, not to 1: {@code Σ log P_B + Σ log(1 + r/F)} would weigh r by P_B.
 *
 * <p>The last edge of a trajectory, which is the stop edge where there is one, leads to the object itself, whose flow is
 * {@code R(x) + r(x)}: its intrinsic reward stands there, and nothing is added to its P_B; otherwise it would count twice.
 * An edge into a state that stop then leaves is one like any other: that state has a flow of its own.
 *
 * <p>With r = 0 everywhere this is trajectory balance, to the last bit, and F does not matter. With r &gt; 0 objects come out in
 * another proportion than R, and log Z is that of the augmented flows; so r has to fade away for exact sampling.
 *
 * <p>All is computed in the log domain: {@code log(P_B + r/F)} is the log-sum-exp of log P_B and log r − log F, so that flows
 * of any size do no harm.
 *
 * @param regression g
 */
public record AugmentedTrajectoryBalance(Regression regression) implements Objective {

    /** With squared residuals. */
    public AugmentedTrajectoryBalance() {
        this(Regression.SQUARED);
    }

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_FLOW, Quantity.LOG_PARTITION,
                Quantity.INTRINSIC_REWARD);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int trajectories = values.trajectories();
        double loss = 0;
        for (int b = 0; b < trajectories; b++) {
            final double t = logReward(values, b) - values.logPartition[b] - forwardMinusBackward(values, b);
            loss += regression.value(t) / trajectories;
            spread(values, derivatives, b, -regression.derivative(t) / trajectories);
        }
        return loss;
    }

    /** {@code log(R(x) + r(x))}. */
    private static double logReward(final TrajectoryTerms values, final int b) {
        return logSum(values.logReward[b], Math.log(values.intrinsicReward[values.start[b + 1] - 1]));
    }

    /** {@code log r − log F} of the state that an edge leads to, which the next edge starts from; −∞ without r. */
    private static double logBonus(final TrajectoryTerms values, final int e) {
        return values.intrinsicReward[e] == 0 ? Double.NEGATIVE_INFINITY
                : Math.log(values.intrinsicReward[e]) - values.logFlow[e + 1];
    }

    /** {@code log(P_B + r/F)}; log P_B of a trajectory's last edge. */
    private static double logBackward(final TrajectoryTerms values, final int e, final int last) {
        return e == last ? values.logBackward[e] : logSum(values.logBackward[e], logBonus(values, e));
    }

    /** {@code Σ log P_F − Σ log(P_B + r/F)}. */
    private static double forwardMinusBackward(final TrajectoryTerms values, final int b) {
        final int last = values.start[b + 1] - 1;
        double sum = 0;
        for (int e = values.start[b]; e <= last; e++) {
            sum += values.logForward[e] - logBackward(values, e, last);
        }
        return sum;
    }

    /** From d, the derivative of the loss with respect to log Z and so to each log P_F, to the others. */
    private static void spread(final TrajectoryTerms values, final TrajectoryTerms derivatives, final int b,
            final double d) {
        derivatives.logPartition[b] = d;
        final int first = values.start[b];
        final int last = values.start[b + 1] - 1;
        derivatives.logFlow[first] = 0;
        for (int e = first; e < last; e++) {
            final double share = shareOfSecond(values.logBackward[e], logBonus(values, e));
            derivatives.logForward[e] = d;
            derivatives.logBackward[e] = -d * (1 - share);
            derivatives.logFlow[e + 1] = d * share;
        }
        derivatives.logForward[last] = d;
        derivatives.logBackward[last] = -d;
    }

    /** {@code log(eᵃ + eᵇ)}; a itself, to the last bit, if b is −∞. */
    private static double logSum(final double a, final double b) {
        final double larger = Math.max(a, b);
        return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }

    /** {@code eᵇ/(eᵃ + eᵇ)}. */
    private static double shareOfSecond(final double a, final double b) {
        return 1 / (1 + Math.exp(a - b));
    }

    /** The first guess counts the intrinsic rewards, too. */
    @Override
    public double firstLogPartition(final TrajectoryTerms values) {
        double sum = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            sum += logReward(values, b);
        }
        for (int b = 0; b < values.trajectories(); b++) {
            final int last = values.start[b + 1] - 1;
            for (int e = values.start[b]; e <= last; e++) {
                sum += logBackward(values, e, last) - values.logForward[e];
            }
        }
        return sum / values.trajectories();
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return values.logPartition[0];
    }

    @Override
    public String logPartitionEstimator() {
        return "the parameter log Z, which counts intrinsic rewards as long as there are any";
    }

    @Override
    public String title() {
        return "augmented trajectory balance";
    }
}
