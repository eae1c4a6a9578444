package org.gflownet4j.metrics;

import org.gflownet4j.env.Environment;
import org.gflownet4j.random.CounterRandom;

/**
 * How different objects are from each other: their mean distance over all n(n − 1)/2 pairs. Some published code divides by
 * n(n − 1) and so gives half of it.
 */
public final class Diversity {

    /** More pairs than this are not looked at: as many random ones stand for them. */
    static final int MAX_PAIRS = 50_000;

    private Diversity() {
    }

    /**
     * Mean distance over all pairs; from {@value #MAX_PAIRS} random pairs, if there are more.
     *
     * @param environment measures distances
     * @param states holds the objects, {@code [place][stateLength]}
     * @param places of the objects that are meant; one that stands here twice counts twice
     * @param seed of the random pairs
     * @return at least 0, in the units of {@link Environment#distance}; NaN for fewer than two objects
     */
    public static double of(final Environment environment, final int[] states, final int[] places, final long seed) {
        final long n = places.length;
        if (n < 2) {
            return Double.NaN;
        }
        final int width = environment.stateLength();
        double sum = 0;
        if (n * (n - 1) / 2 > MAX_PAIRS) {
            for (int pair = 0; pair < MAX_PAIRS; pair++) {
                final int i = (int) (CounterRandom.uniform(seed, pair, 0) * n);
                final int other = (int) (CounterRandom.uniform(seed, pair, 1) * (n - 1));
                final int j = other < i ? other : other + 1;
                sum += environment.distance(states, places[i] * width, states, places[j] * width);
            }
            return sum / MAX_PAIRS;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += environment.distance(states, places[i] * width, states, places[j] * width);
            }
        }
        return 2 * sum / (n * (n - 1.0));
    }
}
