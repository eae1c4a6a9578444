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
 * <p>A batch needs at least two trajectories; sixteen and more make the mean a good one. Trajectories of different inverse
 * temperatures have different log Z: the mean is that of neighbours of the same one.
 *
 * @param regression g
 */
public record LogPartitionVariance(Regression regression) implements Objective {

    private static final int GROUP = 16;

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
        double loss = 0;
        for (int from = 0; from < trajectories;) {
            final int to = endOfGroup(values, from);
            final double mean = meanScore(values, from, to);
            double sum = 0;
            for (int b = from; b < to; b++) {
                final double t = mean - score(values, b);
                loss += regression.value(t) / trajectories;
                sum += regression.derivative(t);
            }
            for (int b = from; b < to; b++) {
                // each S moves the mean, too
                final double derivative = (sum / (to - from) - regression.derivative(mean - score(values, b)))
                        / trajectories;
                derivatives.setForwardMinusBackward(b, derivative);
            }
            from = to;
        }
        return loss;
    }

    /** After the last of the trajectories from {@code from} on that have its inverse temperature, and so the same log Z. */
    private static int endOfGroup(final TrajectoryTerms values, final int from) {
        int to = from + 1;
        while (to < values.trajectories() && values.inverseTemperature[to] == values.inverseTemperature[from]) {
            to++;
        }
        return to;
    }

    private static double meanScore(final TrajectoryTerms values, final int from, final int to) {
        double sum = 0;
        for (int b = from; b < to; b++) {
            sum += score(values, b);
        }
        return sum / (to - from);
    }

    /** S(τ). */
    private static double score(final TrajectoryTerms values, final int b) {
        return values.logForwardMinusBackward(b) - values.logReward[b];
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return -meanScore(values, 0, values.trajectories());
    }

    @Override
    public int trajectoriesPerCondition() {
        return GROUP;
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
