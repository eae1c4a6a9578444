package org.gflownet4j.metrics;

import org.gflownet4j.random.CounterRandom;

/**
 * Flow consistency in subgraphs (FCS; Silva et al., ICLR 2025): the expected total variation between model and target on
 * small random sets S of objects, {@code E_S ½ Σ_{x∈S} |p(x)/Σ_S p − R(x)/Σ_S R|}. It needs no normalised probabilities, so
 * it serves where total variation can not be computed; unlike a correlation it sees a wrong temperature.
 *
 * @param subsetSize objects per set, at least 2
 * @param subsets sets to average over, at least 1
 */
public record FlowConsistency(int subsetSize, int subsets) {

    /** Sets of 32 objects, 1 000 of them. */
    public static final FlowConsistency DEFAULT = new FlowConsistency(32, 1000);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they are too small
     */
    public FlowConsistency {
        if (subsetSize < 2 || subsets < 1) {
            throw new IllegalArgumentException("Flow consistency needs at least one set of at least two objects, not "
                    + subsets + " sets of " + subsetSize + ".");
        }
    }

    /**
     * Averages over random sets of given objects; if there are no more objects than a set takes, over the one set of all.
     *
     * @param logProbability of the objects, up to a constant
     * @param logReward of the objects
     * @param seed of the sets
     * @return 0 (consistent) to 1, with the standard error over the sets; NaN for fewer than two objects
     */
    public Estimate of(final double[] logProbability, final double[] logReward, final long seed) {
        final int size = Math.min(subsetSize, logReward.length);
        if (size < 2) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        final int[] order = new int[logReward.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (size == order.length) {
            return new Estimate(distance(order, size, logProbability, logReward), 0);
        }
        final double[] distances = new double[subsets];
        for (int s = 0; s < subsets; s++) {
            for (int i = 0; i < size; i++) {
                // the first steps of a Fisher–Yates shuffle: any order before them gives a fair set
                final int j = i + (int) (CounterRandom.uniform(seed, s, i) * (order.length - i));
                final int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
            distances[s] = distance(order, size, logProbability, logReward);
        }
        return Estimate.ofMean(distances);
    }

    private static double distance(final int[] set, final int size, final double[] logProbability,
            final double[] logReward) {
        return Distances.totalVariation(normalised(set, size, logProbability), normalised(set, size, logReward));
    }

    private static double[] normalised(final int[] set, final int size, final double[] logs) {
        final double[] picked = new double[size];
        for (int i = 0; i < size; i++) {
            picked[i] = logs[set[i]];
        }
        return TargetDistribution.of(picked).probability();
    }
}
