package org.gflownet4j.metrics;

import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;

/**
 * How different objects are from each other: their mean distance over all n(n − 1)/2 pairs. Some published code divides by
 * n(n − 1) and so gives half of it.
 */
public final class Diversity {

    /** More pairs than this are not looked at: as many random ones stand for them. */
    private static final int MAX_PAIRS = 50_000;

    /** Fewer still for long objects, whose distance takes time in proportion to the square of their length. */
    private static final double MAX_WORK = 1e9;
    private static final int LEAST_PAIRS = 1000;

    private Diversity() {
    }

    /** How many pairs of objects of an environment are looked at, at most. */
    static int mostPairs(final Environment environment) {
        final double width = environment.stateLength();
        return (int) Math.max(LEAST_PAIRS, Math.min(MAX_PAIRS, MAX_WORK / (width * width)));
    }

    /**
     * Mean distance over all pairs. If there are more than 50 000 (fewer for objects of more than a hundred ints), as many
     * random pairs stand for all.
     *
     * @param environment measures distances
     * @param states holds the objects, {@code [place][stateLength]}
     * @param places of the objects that are meant; one that stands here twice counts twice
     * @param seed of the random pairs
     * @param progress asked for cancellation several times a second
     * @return at least 0, in the units of {@link Environment#distance}; NaN for fewer than two objects
     */
    public static double of(final Environment environment, final int[] states, final int[] places, final long seed,
            final Progress progress) {
        final long n = places.length;
        if (n < 2) {
            return Double.NaN;
        }
        final int most = mostPairs(environment);
        if (n * (n - 1) / 2 > most) {
            return ofRandomPairs(environment, states, places, seed, most, progress);
        }
        final int width = environment.stateLength();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            progress.checkCancelled();
            for (int j = 0; j < i; j++) {
                sum += environment.distance(states, places[i] * width, states, places[j] * width);
            }
        }
        return 2 * sum / (n * (n - 1.0));
    }

    private static double ofRandomPairs(final Environment environment, final int[] states, final int[] places,
            final long seed, final int pairs, final Progress progress) {
        final int n = places.length;
        final int width = environment.stateLength();
        double sum = 0;
        for (int pair = 0; pair < pairs; pair++) {
            if (pair % 128 == 0) {
                progress.checkCancelled();
            }
            final int i = (int) (CounterRandom.uniform(seed, pair, 0) * n);
            final int other = (int) (CounterRandom.uniform(seed, pair, 1) * (n - 1));
            final int j = other < i ? other : other + 1;
            sum += environment.distance(states, places[i] * width, states, places[j] * width);
        }
        return sum / pairs;
    }
}
