package org.gflownet4j.replay;

import org.gflownet4j.env.Environment;

/**
 * Keeps the newest objects: the one that came first goes first. Place 0 is the oldest. Each object is drawn with the same
 * probability.
 */
final class FirstInFirstOutBuffer extends ReplayBuffer {

    /** Number of the oldest object; the others follow in a ring. */
    private int oldest;

    FirstInFirstOutBuffer(final Environment environment, final int capacity) {
        super(environment, capacity);
    }

    @Override
    boolean take(final int[] states, final int at, final double logReward) {
        if (size() < capacity()) {
            append(states, at, logReward);
        } else {
            replace(oldest, states, at, logReward);
            oldest = (oldest + 1) % capacity();
        }
        return true;
    }

    @Override
    int number(final int place) {
        // the sum of two numbers below the capacity
        final int number = oldest + place;
        return number < size() ? number : number - size();
    }

    @Override
    int place(final double uniform, final long stream) {
        return (int) (uniform * size());
    }

    @Override
    void restored() {
        oldest = 0;
    }
}
