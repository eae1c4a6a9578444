package org.gflownet4j.metrics;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;

/**
 * What a sampler of exactly the target shows, on average, in a number of draws. All NaN where the target can not be listed.
 *
 * @param logPartition log Z, where every bound and estimate of it lies
 * @param meanReward E_{p*}[R]
 * @param meanRewardError standard error of the mean reward of the draws
 * @param topReward mean reward of the best {@value TopObjects#USUAL} different objects, simulated
 * @param topDiversity mean distance of these, simulated
 * @param diversity mean distance of two draws, simulated
 * @param distinct number of different objects
 * @param modes number of modes found
 */
public record PerfectSampler(double logPartition, double meanReward, double meanRewardError, double topReward,
        double topDiversity, double diversity, double distinct, double modes) {

    /** Where the target is not known. */
    public static final PerfectSampler UNKNOWN = new PerfectSampler(Double.NaN, Double.NaN, Double.NaN, Double.NaN,
            Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Samples are simulated this often, or less, so that they have no more draws than this together. */
    private static final int SAMPLES = 20;
    private static final int DRAWS = 2_000_000;

    /**
     * Computes or simulates the figures. Simulated ones are means over up to 20 samples of the same size, fewer if these are
     * large; a pair's distance is the mean over as many independent pairs as {@link Diversity} takes.
     *
     * @param space all objects
     * @param target what the sampler draws from
     * @param draws size of the sample, at least 1
     * @param modes that it should find, if such are known
     * @param seed of the simulation
     * @param progress asked for cancellation several times a second, unless samples are very large
     * @return what to hold a model's figures against
     */
    public static PerfectSampler of(final StateSpace space, final TargetDistribution target, final int draws,
            final Optional<Modes> modes, final long seed, final Progress progress) {
        final int samples = Math.max(1, Math.min(SAMPLES, DRAWS / draws));
        double topReward = 0;
        double topDiversity = 0;
        for (int sample = 0; sample < samples; sample++) {
            progress.checkCancelled();
            final TopObjects top = TopObjects.of(distinct(target.sample(draws, seed + sample), target),
                    target.logReward(), TopObjects.USUAL);
            topReward += top.meanReward() / samples;
            topDiversity += diversity(space, top.places(), seed, progress) / samples;
        }
        return new PerfectSampler(target.logPartition(), target.meanReward(),
                target.rewardDeviation() / Math.sqrt(draws), topReward, topDiversity,
                pairDistance(space, target, seed + samples, progress), NoiseFloor.distinct(target.probability(), draws),
                modes.map(list -> list.expectedFound(space, target, draws, progress)).orElse(Double.NaN));
    }

    /** The mean of |mean reward − E_{p*}[R]| / E_{p*}[R] over many samples, by the normal law of a mean. */
    double relativeMeanRewardError() {
        return Math.sqrt(2 / Math.PI) * meanRewardError / meanReward;
    }

    private static int[] distinct(final int[] drawn, final TargetDistribution target) {
        final BitSet seen = new BitSet(target.logReward().length);
        return IntStream.of(drawn).filter(object -> {
            final boolean isNew = !seen.get(object);
            seen.set(object);
            return isNew;
        }).toArray();
    }

    private static double diversity(final StateSpace space, final int[] objects, final long seed,
            final Progress progress) {
        final int[] places = IntStream.of(objects).map(object -> space.objects()[object]).toArray();
        return Diversity.of(space.environment(), space.states(), places, seed, progress);
    }

    private static double pairDistance(final StateSpace space, final TargetDistribution target, final long seed,
            final Progress progress) {
        final int pairs = Diversity.mostPairs(space.environment());
        final int[] drawn = target.sample(2 * pairs, seed);
        final int width = space.environment().stateLength();
        double sum = 0;
        for (int pair = 0; pair < pairs; pair++) {
            if (pair % 128 == 0) {
                progress.checkCancelled();
            }
            sum += space.environment().distance(space.states(), space.objects()[drawn[2 * pair]] * width,
                    space.states(), space.objects()[drawn[2 * pair + 1]] * width);
        }
        return sum / pairs;
    }
}
