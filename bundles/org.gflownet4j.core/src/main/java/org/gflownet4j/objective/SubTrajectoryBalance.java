package org.gflownet4j.objective;

import java.util.Arrays;
import java.util.Set;

/**
 * Sub-trajectory balance (Madan et al., ICML 2023): for all parts s_i → … → s_j, i &lt; j, of a trajectory
 *
 * <pre>
 * t_ij = log F(s_j) + Σ_k log P_B(s_k|s_{k+1}) − log F(s_i) − Σ_k log P_F(s_{k+1}|s_k),   loss = Σ weight · g(t_ij),
 * </pre>
 *
 * <p>where log F(s_T) is log R(x). With {@code C_k = Σ_{l<k} (log P_F − log P_B)} and {@code A_k = C_k − log F(s_k)},
 * {@code t_ij = A_i − A_j}: one vector per trajectory. The work is of order T² numbers per trajectory of T edges, since
 * there are that many parts; the network is run T times.
 *
 * <p>Forward-looking as in {@link DetailedBalance}.
 *
 * @param weighting of the parts
 * @param lambda positive; above 1 long parts weigh more. Only the geometric weightings read it
 * @param regression g
 * @param forwardLooking whether flows are given relative to energies
 */
public record SubTrajectoryBalance(Weighting weighting, double lambda, Regression regression, boolean forwardLooking)
        implements
            Objective {

    /** How parts weigh in the loss. */
    public enum Weighting {
        /** Single edges only, all of the batch alike: detailed balance. */
        DETAILED_BALANCE,
        /** Whole trajectories only, with log F(s₀) as log Z: trajectory balance. */
        TRAJECTORY_BALANCE,
        /** All parts of the batch alike. */
        EQUAL,
        /** All parts of a trajectory alike, all trajectories alike. */
        EQUAL_WITHIN,
        /** Lengths weigh λ^length; all parts of one length in the batch alike. */
        GEOMETRIC,
        /** Parts weigh λ^length within their trajectory, all trajectories alike: the paper's. */
        GEOMETRIC_WITHIN
    }

    /**
     * Checks λ.
     *
     * @throws IllegalArgumentException in words for a user, if it is out of range
     */
    public SubTrajectoryBalance {
        if (!(lambda > 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("λ of sub-trajectory balance must be a number greater than 0, not "
                    + lambda + ". Take 0.9, or 1 to weigh long and short parts alike.");
        }
    }

    /**
     * The paper's weighting with squared residuals.
     *
     * @param lambda positive
     */
    public SubTrajectoryBalance(final double lambda) {
        this(Weighting.GEOMETRIC_WITHIN, lambda, Regression.SQUARED, false);
    }

    @Override
    public Set<Quantity> reads() {
        return Flows.reads(forwardLooking);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        int longest = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            longest = Math.max(longest, values.start[b + 1] - values.start[b]);
        }
        final double[] potential = new double[longest + 1];
        final double[] derivative = new double[longest + 1];
        final double[] weight = new double[longest + 1];
        final boolean within = weighting == Weighting.EQUAL_WITHIN || weighting == Weighting.GEOMETRIC_WITHIN;
        if (!within) {
            weighWholeBatch(values, longest, weight);
        }
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int length = values.start[b + 1] - values.start[b];
            if (within) {
                weighWithin(length, values.trajectories(), weight);
            }
            potentials(values, b, potential);
            Arrays.fill(derivative, 0, length + 1, 0);
            for (int i = 0; i < length; i++) {
                for (int j = i + 1; j <= length; j++) {
                    final double w = weighting == Weighting.TRAJECTORY_BALANCE && j - i < length ? 0 : weight[j - i];
                    if (w > 0) {
                        final double t = potential[i] - potential[j];
                        loss += w * regression.value(t);
                        final double d = w * regression.derivative(t);
                        derivative[i] += d;
                        derivative[j] -= d;
                    }
                }
            }
            spread(values.start[b], length, derivative, derivatives);
        }
        return loss;
    }

    /** A_k of a trajectory. */
    private void potentials(final TrajectoryTerms values, final int b, final double[] potential) {
        double sum = 0;
        int k = 0;
        for (int e = values.start[b]; e < values.start[b + 1]; e++) {
            potential[k++] = sum - Flows.logFlow(values, e, forwardLooking);
            sum += values.logForward[e] - values.logBackward[e];
        }
        potential[k] = sum - values.logReward[b];
    }

    /** From derivatives with respect to A_k to those of flows and probabilities: log P_F of edge k is in all later A. */
    private static void spread(final int start, final int length, final double[] derivative,
            final TrajectoryTerms derivatives) {
        double later = 0;
        for (int k = length - 1; k >= 0; k--) {
            later += derivative[k + 1];
            derivatives.logForward[start + k] = later;
            derivatives.logBackward[start + k] = -later;
            derivatives.logFlow[start + k] = -derivative[k];
        }
    }

    /** Weight of one part of each length, where the whole batch shares them out. */
    private void weighWholeBatch(final TrajectoryTerms values, final int longest, final double[] weight) {
        final double[] count = new double[longest + 1];
        double all = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int length = values.start[b + 1] - values.start[b];
            for (int n = 1; n <= length; n++) {
                count[n] += length - n + 1;
            }
            all += length * (length + 1) / 2.0;
        }
        double sum = 0;
        for (int n = 1; n <= longest; n++) {
            weight[n] = switch (weighting) {
                case DETAILED_BALANCE -> n == 1 ? 1 / count[1] : 0;
                case TRAJECTORY_BALANCE -> 1.0 / values.trajectories();
                case GEOMETRIC -> power(n, longest);
                default -> 1 / all;
            };
            sum += weight[n];
        }
        if (weighting == Weighting.GEOMETRIC) {
            for (int n = 1; n <= longest; n++) {
                weight[n] /= sum * count[n];
            }
        }
    }

    /** Weight of one part of each length, where each trajectory has the same share. */
    private void weighWithin(final int length, final int trajectories, final double[] weight) {
        double sum = 0;
        for (int n = 1; n <= length; n++) {
            weight[n] = weighting == Weighting.EQUAL_WITHIN ? 1 : power(n, length);
            sum += weight[n] * (length - n + 1);
        }
        for (int n = 1; n <= length; n++) {
            weight[n] /= sum * trajectories;
        }
    }

    /** λⁿ up to a factor, never above 1, so that it stays finite. */
    private double power(final int n, final int longest) {
        return Math.pow(lambda, lambda > 1 ? n - longest : n - 1);
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
        return forwardLooking ? "forward-looking sub-trajectory balance" : "sub-trajectory balance";
    }
}
