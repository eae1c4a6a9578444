package org.gflownet4j.replay;

import java.util.Arrays;

import org.gflownet4j.env.Environment;

/**
 * What a replay buffer holds, in the order of its places: what a checkpoint keeps of it.
 *
 * @param width ints per object; 0 if there is no buffer
 * @param states {@code [place][width]}; not copied, must not be changed
 * @param logRewards {@code [place]}, in nats; not copied, must not be changed
 */
public record ReplayContents(int width, int[] states, double[] logRewards) {

    /** No buffer. */
    public static final ReplayContents NONE = new ReplayContents(0, new int[0], new double[0]);

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if the arrays do not fit each other
     */
    public ReplayContents {
        if (width < 0 || states.length != (long) width * logRewards.length) {
            throw new IllegalArgumentException("The state of training is damaged: its replay buffer has "
                    + logRewards.length + " rewards, but objects of " + states.length + " numbers.");
        }
    }

    /**
     * Number of objects.
     *
     * @return at least 0
     */
    public int size() {
        return logRewards.length;
    }

    /**
     * Whether there was a buffer, be it an empty one.
     *
     * @return false only for {@link #NONE} and the like
     */
    public boolean isPresent() {
        return width > 0;
    }

    /** Refuses what can not have been in a buffer of the environment. */
    void requireObjectsOf(final Environment environment) {
        if (width != environment.stateLength()) {
            throw new IllegalArgumentException("The state of training does not fit: an object of its replay buffer has "
                    + width + " numbers, and one of this design space has " + environment.stateLength() + ".");
        }
        final int[] read = new int[width];
        for (int i = 0; i < size(); i++) {
            if (!Double.isFinite(logRewards[i])) {
                throw ReplayBuffer.damaged("has a reward that is infinite, zero or no number");
            }
            if (!isObject(environment, i * width, read)) {
                throw ReplayBuffer.damaged("holds something that is no object of the design space, in place " + i);
            }
        }
    }

    /** An object is what can be written as text and read back. */
    private boolean isObject(final Environment environment, final int at, final int[] read) {
        try {
            environment.parse(environment.text(states, at), read, 0);
        } catch (final RuntimeException e) {
            // environments do not expect numbers that no state of theirs has, and fail in different ways
            return false;
        }
        return Arrays.equals(states, at, at + width, read, 0, width);
    }
}
