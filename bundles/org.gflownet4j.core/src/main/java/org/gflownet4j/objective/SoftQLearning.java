package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Soft Q-learning and its Munchausen form (Tiapkin et al., AISTATS 2024): the GFlowNet as a soft decision process with
 * reward {@code log P_B(s|s′)} for each edge and log R(x) at the end. The forward head's logits are Q/λ; with
 * {@code V(s) = λ log Σ_a exp(Q(s,a)/λ)} and a target network (bar), for each edge a: s → s′
 *
 * <pre>
 * y = log P_B(s|s′) + V̄(s′) + α·max(λ log π̄(a|s), l₀),   V̄(x) → log R(x) at the last edge,
 * loss = mean over edges of g(y − Q(s,a)),   λ = 1/(1 − α).
 * </pre>
 *
 * <p>The fixed point is {@code Q* = log F(s→s′)} for α = 0, and has the same policy P_F for any α. It is exact for a P_B that
 * does not change, so P_B must be one without parameters. Without the log P_B term (maximum-entropy reinforcement
 * learning), objects come out in proportion to the number of their paths times R.
 *
 * @param alpha Munchausen's α, 0 (plain) to below 1
 * @param clip l₀, at most 0
 * @param backwardReward whether log P_B is part of the reward, as in a GFlowNet
 * @param regression g
 */
public record SoftQLearning(double alpha, double clip, boolean backwardReward, Regression regression)
        implements
            Objective {

    private static final double PAPER_ALPHA = 0.15;
    private static final double PAPER_CLIP = -100;

    /**
     * Checks the constants.
     *
     * @throws IllegalArgumentException in words for a user, if one is out of range
     */
    public SoftQLearning {
        if (!(alpha >= 0 && alpha < 1) || !(clip <= 0)) {
            throw new IllegalArgumentException("Munchausen's α must be 0 to less than 1 and its clip at most 0, not "
                    + alpha + " and " + clip + ".");
        }
    }

    /** Soft Q-learning with squared residuals. */
    public SoftQLearning() {
        this(0, PAPER_CLIP, true, Regression.SQUARED);
    }

    /**
     * The Munchausen form with the paper's constants and squared residuals.
     *
     * @return α = 0.15, l₀ = −100
     */
    public static SoftQLearning munchausen() {
        return new SoftQLearning(PAPER_ALPHA, PAPER_CLIP, true, Regression.SQUARED);
    }

    /**
     * The same with other residuals.
     *
     * @param other g
     * @return a copy
     */
    public SoftQLearning with(final Regression other) {
        return new SoftQLearning(alpha, clip, backwardReward, other);
    }

    @Override
    public Set<Quantity> reads() {
        final Set<Quantity> reads = EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_OUTFLOW,
                Quantity.TARGET_LOG_OUTFLOW);
        if (alpha > 0) {
            reads.add(Quantity.TARGET_LOG_FORWARD);
        }
        return reads;
    }

    private double lambda() {
        return 1 / (1 - alpha);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int edges = values.edges();
        final double lambda = lambda();
        double loss = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            final int last = values.start[b + 1] - 1;
            for (int e = values.start[b]; e <= last; e++) {
                final double next = e == last ? values.logReward[b] : lambda * values.targetLogOutflow[e + 1];
                final double bonus = alpha > 0 ? alpha * Math.max(lambda * values.targetLogForward[e], clip) : 0;
                final double y = next + bonus + (backwardReward ? values.logBackward[e] : 0);
                final double t = y - lambda * (values.logForward[e] + values.logOutflow[e]);
                loss += regression.value(t) / edges;
                final double derivative = regression.derivative(t) / edges;
                derivatives.logForward[e] = -lambda * derivative;
                derivatives.logOutflow[e] = -lambda * derivative;
                derivatives.logBackward[e] = backwardReward ? derivative : 0;
            }
        }
        return loss;
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return lambda() * values.logOutflow[0];
    }

    @Override
    public String logPartitionEstimator() {
        return "the soft value of the initial state";
    }

    @Override
    public String title() {
        if (!backwardReward) {
            return "maximum-entropy reinforcement learning";
        }
        return alpha > 0 ? "Munchausen soft Q-learning" : "soft Q-learning";
    }

    @Override
    public boolean needsFixedBackward() {
        return true;
    }
}
