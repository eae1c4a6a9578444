package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Log-partition variance, also VarGrad or ZVar (Richter et al. 2020; Zhang et al. 2023): trajectory balance in which the
 * batch's own mean takes the place of the parameter log Z. With {@code S(τ) = Σ log P_F − log R − Σ log P_B},
 *
 * <pre>
 * t(τ) = mean S − S(τ),   loss = mean over τ of g(t),   log Ẑ = −mean S.
 * </pre>
 *
 * <p>A batch needs at least two trajectories; sixteen and more make the mean a good one.
 *
 * @param regression g
 */
public record LogPartitionVariance(Regression regression) implements Objective {

    /** With squared residuals. */
    public LogPartitionVariance() {
        this(Regression.SQUARED);
    }

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final int trajectories = values.trajectories();
        final double mean = -logPartition(values);
        double loss = 0;
        double sum = 0;
        for (int b = 0; b < trajectories; b++) {
            final double t = mean - score(values, b);
            loss += regression.value(t) / trajectories;
            sum += regression.derivative(t);
        }
        for (int b = 0; b < trajectories; b++) {
            // each S moves the mean, too
            final double derivative = (sum / trajectories - regression.derivative(mean - score(values, b)))
                    / trajectories;
            derivatives.setForwardMinusBackward(b, derivative);
        }
        return loss;
    }

    /** S(τ). */
    private static double score(final TrajectoryTerms values, final int b) {
        return values.logForwardMinusBackward(b) - values.logReward[b];
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        double sum = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            sum += score(values, b);
        }
        return -sum / values.trajectories();
    }

    @Override
    public String logPartitionEstimator() {
        return "the batch mean of log R + Σ log P_B − Σ log P_F";
    }

    @Override
    public String title() {
        return "log-partition variance";
    }

    @Override
    public int minTrajectories() {
        return 2;
    }
}
