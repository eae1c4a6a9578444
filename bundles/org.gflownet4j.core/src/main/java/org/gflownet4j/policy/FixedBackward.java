package org.gflownet4j.policy;

import org.gflownet4j.env.Environment;

/** A P_B without parameters: uniform over the parents, or in proportion to the number of paths to them. */
public final class FixedBackward {

    private final Environment environment;
    private final boolean countsPaths;

    /**
     * A fixed P_B.
     *
     * @param environment whose parents are weighed
     * @param countsPaths whether parents weigh as many as there are paths to them; otherwise all weigh the same
     * @throws IllegalArgumentException in words for a user, if the environment does not count its paths
     */
    public FixedBackward(final Environment environment, final boolean countsPaths) {
        this.environment = environment;
        this.countsPaths = countsPaths;
        if (countsPaths) {
            final int[] initial = new int[environment.stateLength()];
            environment.writeInitial(initial, 0);
            if (Double.isNaN(environment.logPathCount(initial, 0))) {
                throw new IllegalArgumentException(
                        "The maximum-entropy backward policy needs to know in how many ways an "
                                + "object can be built, which is not known for: " + environment.title()
                                + ". Take the uniform or the learned backward policy.");
            }
        }
    }

    /**
     * What has to be known of a parent before a step is taken.
     *
     * @param states holds the parent
     * @param at index of its first int
     * @return for {@link #logProbability(double, int[], int)}
     */
    public double weight(final int[] states, final int at) {
        return countsPaths ? environment.logPathCount(states, at) : 0;
    }

    /**
     * log P_B(parent | child).
     *
     * @param parentWeight of the parent, from {@link #weight(int[], int)}
     * @param states holds the child
     * @param at index of its first int
     * @return nats, at most 0
     */
    public double logProbability(final double parentWeight, final int[] states, final int at) {
        return countsPaths ? parentWeight - environment.logPathCount(states, at)
                : -Math.log(environment.parentCount(states, at));
    }

    /**
     * Draws a parent.
     *
     * @param states holds the child; changed during the call, and back again
     * @param at index of its first int
     * @param uniform between 0 and 1
     * @param legal room for {@link Environment#backwardActions()} entries
     * @return a legal backward action
     */
    public int sample(final int[] states, final int at, final double uniform, final boolean[] legal) {
        environment.backwardMask(states, at, legal, 0);
        double left = countsPaths ? uniform : (int) (uniform * environment.parentCount(states, at));
        final double total = countsPaths ? environment.logPathCount(states, at) : 0;
        int chosen = -1;
        for (int a = 0; a < legal.length && left >= 0; a++) {
            if (legal[a]) {
                chosen = a;
                left -= countsPaths ? share(states, at, a, total) : 1;
            }
        }
        return chosen;
    }

    /** n(parent)/n(child). */
    private double share(final int[] states, final int at, final int backwardAction, final double total) {
        final int forward = environment.forwardActionOf(states, at, backwardAction);
        environment.stepBack(states, at, backwardAction);
        final double log = environment.logPathCount(states, at);
        environment.step(states, at, forward);
        return Math.exp(log - total);
    }
}
