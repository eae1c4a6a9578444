package org.gflownet4j.metrics;

import java.util.Arrays;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.LogReward;

/**
 * The distribution that a GFlowNet should sample from, {@code p*(x) = R(x)/Z}, over all objects of an enumerated space.
 *
 * @param logReward of each object, in the order of {@link StateSpace#objects()}
 * @param probability p* of each object
 * @param logPartition log Z, exactly
 */
public record TargetDistribution(double[] logReward, double[] probability, double logPartition) {

    private static final int CHUNK = 4096;

    /**
     * Evaluates the reward of every object.
     *
     * @param space all states
     * @param reward of the objects
     * @param progress asked for cancellation several times a second
     * @return the target
     */
    public static TargetDistribution of(final StateSpace space, final LogReward reward, final Progress progress) {
        final int[] objects = space.objects();
        final int width = space.environment().stateLength();
        final double[] logReward = new double[objects.length];
        final int[] states = new int[CHUNK * width];
        final double[] values = new double[CHUNK];
        for (int from = 0; from < objects.length; from += CHUNK) {
            progress.checkCancelled();
            final int count = Math.min(CHUNK, objects.length - from);
            for (int i = 0; i < count; i++) {
                System.arraycopy(space.states(), objects[from + i] * width, states, i * width, width);
            }
            reward.logRewards(states, count, Conditions.none(count), values);
            System.arraycopy(values, 0, logReward, from, count);
        }
        return of(logReward);
    }

    /**
     * Normalises given rewards.
     *
     * @param logReward of each object
     * @return the target
     */
    public static TargetDistribution of(final double[] logReward) {
        final double highest = Arrays.stream(logReward).max().orElse(0);
        double sum = 0;
        for (final double value : logReward) {
            sum += Math.exp(value - highest);
        }
        final double logPartition = highest + Math.log(sum);
        final double[] probability = new double[logReward.length];
        for (int i = 0; i < probability.length; i++) {
            probability[i] = Math.exp(logReward[i] - logPartition);
        }
        return new TargetDistribution(logReward, probability, logPartition);
    }

    /**
     * The target of a temperature-conditional model, {@code p_β(x) ∝ R(x)^β}.
     *
     * @param beta inverse temperature, above 0
     * @return with β log R in the place of log R
     */
    public TargetDistribution tempered(final double beta) {
        return of(Arrays.stream(logReward).map(value -> beta * value).toArray());
    }

    /**
     * log p* of each object.
     *
     * @return nats
     */
    public double[] logProbability() {
        return Arrays.stream(logReward).map(value -> value - logPartition).toArray();
    }

    /**
     * The mean reward of a perfect sampler's draws, {@code E_{p*}[R]}.
     *
     * @return at least the mean reward of uniform sampling
     */
    public double meanReward() {
        double mean = 0;
        for (int i = 0; i < probability.length; i++) {
            mean += probability[i] * Math.exp(logReward[i]);
        }
        return mean;
    }

    /**
     * The standard deviation of the reward of a perfect sampler's draws, {@code √Var_{p*}[R]}.
     *
     * @return at least 0
     */
    public double rewardDeviation() {
        final double mean = meanReward();
        double variance = 0;
        for (int i = 0; i < probability.length; i++) {
            final double deviation = Math.exp(logReward[i]) - mean;
            variance += probability[i] * deviation * deviation;
        }
        return Math.sqrt(variance);
    }

    /**
     * Draws objects from the target: what a perfect sampler would give.
     *
     * @param count how many
     * @param seed of the draw
     * @return places in the list of objects
     */
    public int[] sample(final int count, final long seed) {
        final double[] cumulative = probability.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        final int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            final double uniform = CounterRandom.uniform(seed, 0, i) * cumulative[cumulative.length - 1];
            final int found = Arrays.binarySearch(cumulative, uniform);
            drawn[i] = found >= 0 ? found : Math.min(-found - 1, cumulative.length - 1);
        }
        return drawn;
    }
}
