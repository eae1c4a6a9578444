package org.gflownet4j.env;

import java.util.Arrays;

/**
 * Places filled in any order. State: {@code [slot₁, …, slot_n]}, 0 for an empty one, else 1 + its choice; where lengths
 * vary, a last int is the length, 0 before it is chosen.
 *
 * <p>Forward action {@code first[place] + c} fills an empty place with choice c; where lengths vary, the actions behind
 * these choose the length, and nothing else is legal in s₀. Backward action i empties place i; the last one, where lengths
 * vary, takes the length back. There is no stop: objects are full.
 */
final class SlotGraph extends StateGraph {

    /** More actions than this are refused: a policy has an output for each, and computes all of them in every state. */
    static final int MAX_ACTIONS = 100_000;

    private final int[] placeOf;
    private final int lengths;
    private final double[] logFactorial;

    SlotGraph(final int[] choices, final int shortest) {
        super(choices, shortest);
        this.lengths = lengthVaries() ? places - shortest + 1 : 0;
        if (first[places] + lengths > MAX_ACTIONS) {
            throw new IllegalArgumentException("Filling " + places + " places in any order with " + first[places]
                    + " choices in all needs an action for each choice; at most " + MAX_ACTIONS
                    + " are possible. Append from left to right instead, or take fewer places or choices.");
        }
        this.placeOf = new int[first[places]];
        for (int place = 0; place < places; place++) {
            Arrays.fill(placeOf, first[place], first[place + 1], place);
        }
        this.logFactorial = logFactorials(places);
    }

    @Override
    int length(final int[] states, final int at) {
        return lengths == 0 ? places : states[at + places];
    }

    private int filled(final int[] states, final int at) {
        int filled = 0;
        for (int place = 0; place < places; place++) {
            filled += states[at + place] == 0 ? 0 : 1;
        }
        return filled;
    }

    @Override
    int choice(final int[] states, final int at, final int place) {
        return states[at + place] - 1;
    }

    @Override
    void writeObject(final int[] states, final int at, final int length) {
        writeInitial(states, at);
        Arrays.fill(states, at, at + length, 1);
        if (lengths > 0) {
            states[at + places] = length;
        }
    }

    @Override
    void put(final int[] states, final int at, final int place, final int choice) {
        states[at + place] = choice + 1;
    }

    @Override
    int stateLength() {
        return places + (lengths == 0 ? 0 : 1);
    }

    @Override
    int forwardActions() {
        return first[places] + lengths;
    }

    @Override
    int stopAction() {
        return Environment.NO_STOP;
    }

    @Override
    int backwardActions() {
        return places + (lengths == 0 ? 0 : 1);
    }

    @Override
    int features() {
        return first[places] + lengths;
    }

    @Override
    int maxActiveFeatures() {
        return places + (lengths == 0 ? 0 : 1);
    }

    @Override
    int maxTrajectoryLength() {
        return places + (lengths == 0 ? 0 : 1);
    }

    @Override
    void writeInitial(final int[] states, final int at) {
        Arrays.fill(states, at, at + stateLength(), 0);
    }

    @Override
    boolean isComplete(final int[] states, final int at) {
        final int length = length(states, at);
        for (int place = 0; place < length; place++) {
            if (states[at + place] == 0) {
                return false;
            }
        }
        return length > 0;
    }

    @Override
    void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        final int length = length(states, at);
        for (int place = 0; place < places; place++) {
            final boolean isOpen = place < length && states[at + place] == 0;
            // most often there are too few to be worth a call
            for (int action = first[place]; action < first[place + 1]; action++) {
                legal[from + action] = isOpen;
            }
        }
        Arrays.fill(legal, from + first[places], from + first[places] + lengths, length == 0);
    }

    @Override
    void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        boolean empty = true;
        for (int place = 0; place < places; place++) {
            legal[from + place] = states[at + place] != 0;
            empty &= states[at + place] == 0;
        }
        if (lengths > 0) {
            legal[from + places] = empty && length(states, at) > 0;
        }
    }

    @Override
    int parentCount(final int[] states, final int at) {
        final int filled = filled(states, at);
        return filled == 0 && lengths > 0 && length(states, at) > 0 ? 1 : filled;
    }

    @Override
    void step(final int[] states, final int at, final int action) {
        if (action < first[places]) {
            final int place = placeOf[action];
            states[at + place] = action - first[place] + 1;
        } else {
            states[at + places] = action - first[places] + shortest;
        }
    }

    @Override
    void stepBack(final int[] states, final int at, final int backwardAction) {
        states[at + backwardAction] = 0;
    }

    @Override
    int backwardActionOf(final int[] states, final int at, final int action) {
        return action < first[places] ? placeOf[action] : places;
    }

    @Override
    int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return backwardAction < places ? first[backwardAction] + states[at + backwardAction] - 1
                : first[places] + states[at + places] - shortest;
    }

    @Override
    int encode(final int[] states, final int at, final int[] active, final int from) {
        int count = 0;
        for (int place = 0; place < places; place++) {
            if (states[at + place] != 0) {
                active[from + count++] = first[place] + states[at + place] - 1;
            }
        }
        if (lengths > 0 && length(states, at) > 0) {
            active[from + count++] = first[places] + length(states, at) - shortest;
        }
        return count;
    }

    /** {@code log k!} for k filled places: the orders in which they can be filled. */
    @Override
    double logPathCount(final int[] states, final int at) {
        return logFactorial[filled(states, at)];
    }
}
