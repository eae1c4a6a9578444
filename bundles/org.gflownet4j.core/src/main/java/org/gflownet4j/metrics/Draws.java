package org.gflownet4j.metrics;

import java.util.Arrays;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.env.StateSpace;

/**
 * Objects that a sampler drew, one per draw and so perhaps several times the same.
 *
 * @param environment builds them
 * @param states of the draws, {@code [draw][stateLength]}
 * @param logReward log R(x) of each draw
 * @param logWeight log P_F(τ) − log P_B(τ|x) of each draw
 */
public record Draws(Environment environment, int[] states, double[] logReward, double[] logWeight) {

    /**
     * Number of draws.
     *
     * @return at least 1
     */
    public int count() {
        return logReward.length;
    }

    /**
     * The draws that gave an object for the first time.
     *
     * @return places in the list of draws, ascending
     */
    public int[] distinct() {
        return distinct(environment, states, count());
    }

    static int[] distinct(final Environment environment, final int[] states, final int count) {
        final int width = environment.stateLength();
        final StateIndex index = new StateIndex(width, 1024);
        final int[] first = new int[count];
        for (int i = 0; i < count; i++) {
            final int before = index.size();
            if (index.add(states, i * width) == before) {
                first[before] = i;
            }
        }
        return Arrays.copyOf(first, index.size());
    }

    /**
     * How often each object of an enumerated space was drawn, as a share of the draws.
     *
     * @param space of the same environment
     * @return in the order of {@link StateSpace#objects()}; sums to 1
     */
    public double[] frequencies(final StateSpace space) {
        final int[] times = new int[space.size()];
        for (int i = 0; i < count(); i++) {
            times[space.find(states, i * environment.stateLength())]++;
        }
        final double[] frequencies = new double[space.objects().length];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (double) times[space.objects()[i]] / count();
        }
        return frequencies;
    }
}
