package org.gflownet4j.metrics;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The k best different objects of a sample; all of them, if there are no more than k.
 *
 * @param places of these objects in the list that they were taken from, best first; of equals, those drawn first
 * @param meanReward their mean reward
 */
public record TopObjects(int[] places, double meanReward) {

    /** k of the tables in the literature. */
    public static final int USUAL = 100;

    /**
     * Finds the best of a model's draws.
     *
     * @param draws of a model
     * @param k how many, at least 1
     * @return the best different objects
     */
    public static TopObjects of(final Draws draws, final int k) {
        return of(draws.distinct(), draws.logReward(), k);
    }

    /**
     * Finds the best of given objects.
     *
     * @param places of different objects, at least one
     * @param logReward of each place
     * @param k how many, at least 1
     * @return the best of them
     */
    public static TopObjects of(final int[] places, final double[] logReward, final int k) {
        final Comparator<Integer> worstFirst = Comparator.<Integer>comparingDouble(place -> logReward[place])
                .thenComparing(Comparator.reverseOrder());
        final PriorityQueue<Integer> best = new PriorityQueue<>(worstFirst);
        for (final int place : places) {
            if (best.size() < k) {
                best.add(place);
            } else if (logReward[place] > logReward[best.peek()]) {
                best.poll();
                best.add(place);
            }
        }
        final int[] ranked = new int[best.size()];
        double sum = 0;
        for (int i = ranked.length - 1; i >= 0; i--) {
            ranked[i] = best.poll();
            sum += Math.exp(logReward[ranked[i]]);
        }
        return new TopObjects(ranked, sum / ranked.length);
    }
}
