package org.gflownet4j.metrics;

/**
 * Counts the different objects of a high reward, where no list of modes is known.
 *
 * @param logReward least log R(x) that counts, itself included
 */
public record RewardThreshold(double logReward) {

    /**
     * Counts the different objects among a model's draws that reach the threshold.
     *
     * @param draws of a model
     * @return at least 0
     */
    public int found(final Draws draws) {
        int found = 0;
        for (final int draw : draws.distinct()) {
            found += draws.logReward()[draw] >= logReward ? 1 : 0;
        }
        return found;
    }

    /**
     * How many objects reach the threshold at all.
     *
     * @param target over all objects
     * @return at least 0
     */
    public int count(final TargetDistribution target) {
        int count = 0;
        for (final double value : target.logReward()) {
            count += value >= logReward ? 1 : 0;
        }
        return count;
    }

    /**
     * How many a perfect sampler finds on average, {@code Σ 1 − (1 − p*(x))ⁿ} over those that reach the threshold.
     *
     * @param target what a perfect sampler draws from
     * @param draws n
     * @return 0 to {@link #count(TargetDistribution)}
     */
    public double expectedFound(final TargetDistribution target, final int draws) {
        final double[] above = target.probability().clone();
        for (int i = 0; i < above.length; i++) {
            above[i] = target.logReward()[i] >= logReward ? above[i] : 0;
        }
        return NoiseFloor.distinct(above, draws);
    }
}
