package org.gflownet4j.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * How well log-probabilities of some objects agree with their log rewards, where not all objects can be listed.
 *
 * @param logProbability of the objects, exact or estimated
 * @param logReward of the objects
 */
public record ScoredMetrics(double[] logProbability, double[] logReward) {

    /**
     * Figures of agreement.
     *
     * @param before what their names begin with
     * @param after what their names end with
     * @param of what the objects are, as the sentences say it
     * @param seed of the random sets that flow consistency is averaged over
     * @return correlations, slope and flow consistency; NaN for too few objects
     */
    public List<Metric> agreement(final String before, final String after, final String of, final long seed) {
        final double[] equal = new double[logReward.length];
        Arrays.fill(equal, 1);
        final boolean few = logReward.length < 2;
        return List.of(
                new Metric(before + "spearman" + after,
                        few ? Double.NaN : Distances.spearman(logProbability, logReward), 1,
                        "Rank correlation of log-probability and log reward, for " + of + "."),
                new Metric(before + "pearson" + after, Distances.pearson(logProbability, logReward), 1,
                        "Linear correlation of log-probability and log reward, for " + of + "."),
                new Metric(before + "slope" + after,
                        few ? Double.NaN : Distances.slope(logProbability, logReward, equal), 1,
                        "Slope of log reward on log-probability, for " + of + "."),
                new Metric(before + "fcs" + after,
                        FlowConsistency.DEFAULT.of(logProbability, logReward, seed).value(), 0,
                        "Flow consistency: mean total variation of model and target on random sets of "
                                + FlowConsistency.DEFAULT.subsetSize() + " of them, for " + of + "."));
    }
}
