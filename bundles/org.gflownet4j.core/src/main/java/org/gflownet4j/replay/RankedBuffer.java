package org.gflownet4j.replay;

import org.gflownet4j.env.Environment;

/**
 * Keeps the best objects, and replays the very best more often: prioritised replay training (Shen et al., ICML 2023). Half of
 * the draws come from the top decile of the objects by reward, half from the rest, each with replacement, so that every object
 * can be drawn. Place 0 is the lowest reward; of equal ones the older. When the buffer is full, an object gets in
 * if its reward is at least the lowest one, whose object then goes.
 *
 * <p>With a cut-off it is diverse, too (as in torchgfn and the {@code gflownet} library of Mila): an object is refused if it is
 * at most that far from one of about the same reward,
 *
 * <pre>
 * d(x, y) ≤ cut-off and |R(x) − R(y)| ≤ δ·(R_max − R_min),   δ = 0.1,
 * </pre>
 *
 * <p>where R_max and R_min are those of the buffer. Of these it is compared with the {@value #MOST_COMPARED} next ones in rank,
 * half of them above and half below: to compare each object with all others once took more than half of the training
 * time of a library.
 */
final class RankedBuffer extends ReplayBuffer {

    /** The part of the range of rewards in which two count as about the same. */
    static final double ABOUT_THE_SAME = 0.1;

    /** Objects that one is compared with, at most. */
    static final int MOST_COMPARED = 64;

    private static final int DECILES = 10;
    private final double cutOff;
    /** Place → number. */
    private final int[] order;

    /** An empty buffer; a cut-off of 0 is none. */
    RankedBuffer(final Environment environment, final int capacity, final double cutOff) {
        super(environment, capacity);
        this.cutOff = cutOff;
        this.order = new int[capacity];
    }

    @Override
    boolean take(final int[] states, final int at, final double logReward) {
        final boolean isFull = size() == capacity();
        if (isFull && logReward < logReward(0)) {
            return false;
        }
        final int place = firstAbove(logReward);
        if (cutOff > 0 && hasAlike(states, at, logReward, place)) {
            return false;
        }
        if (isFull) {
            final int number = order[0];
            replace(number, states, at, logReward);
            System.arraycopy(order, 1, order, 0, place - 1);
            order[place - 1] = number;
        } else {
            final int behind = size() - place;
            final int number = append(states, at, logReward);
            System.arraycopy(order, place, order, place + 1, behind);
            order[place] = number;
        }
        return true;
    }

    /** The first place with a greater reward; the size if there is none. */
    private int firstAbove(final double logReward) {
        int low = 0;
        int high = size();
        while (low < high) {
            final int middle = low + high >>> 1;
            if (logReward(middle) <= logReward) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether an object like this one, which would stand in front of a place, is there. */
    private boolean hasAlike(final int[] states, final int at, final double logReward, final int place) {
        if (isEmpty()) {
            return false;
        }
        // rewards as parts of the greatest, so that none is too large for a number
        final double greatest = logReward(size() - 1);
        final double reward = Math.exp(logReward - greatest);
        final double same = ABOUT_THE_SAME * (1 - Math.exp(logReward(0) - greatest));
        // rounding must not part equal rewards
        final double lowest = reward > same ? Math.min(logReward, greatest + Math.log(reward - same))
                : Double.NEGATIVE_INFINITY;
        final double highest = greatest + Math.log(reward + same);
        final int first = Math.max(0, place - MOST_COMPARED / 2);
        for (int i = place - 1; i >= first && logReward(i) >= lowest; i--) {
            if (distance(i, states, at) <= cutOff) {
                return true;
            }
        }
        final int end = Math.min(size(), place + MOST_COMPARED / 2);
        for (int i = place; i < end && logReward(i) <= highest; i++) {
            if (distance(i, states, at) <= cutOff) {
                return true;
            }
        }
        return false;
    }

    @Override
    int number(final int place) {
        return order[place];
    }

    @Override
    int place(final double uniform, final long stream) {
        final int best = (size() + DECILES - 1) / DECILES;
        final int rest = size() - best;
        // streams are numbered one by one: of any two that follow each other, one is even
        return (stream & 1) == 0 || rest == 0 ? rest + (int) (uniform * best) : (int) (uniform * rest);
    }

    @Override
    void restored() {
        for (int place = 0; place < size(); place++) {
            order[place] = place;
            if (place > 0 && logReward(place - 1) > logReward(place)) {
                throw damaged("is not in the order of its rewards");
            }
        }
    }
}
