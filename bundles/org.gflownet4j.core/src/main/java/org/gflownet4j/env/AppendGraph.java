package org.gflownet4j.env;

import java.util.Arrays;

/** Places filled from left to right, a tree. Forward action a fills the next place with choice a. */
final class AppendGraph extends GrowingGraph {

    private final int mostChoices;

    AppendGraph(final int[] choices, final int shortest) {
        super(choices, shortest);
        this.mostChoices = Arrays.stream(choices).max().orElseThrow();
    }

    @Override
    int forwardActions() {
        return mostChoices + (lengthVaries() ? 1 : 0);
    }

    @Override
    int stopAction() {
        return lengthVaries() ? mostChoices : Environment.NO_STOP;
    }

    @Override
    int backwardActions() {
        return 1;
    }

    @Override
    void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        final int length = states[at];
        final int open = length < places ? choices(length) : 0;
        Arrays.fill(legal, from, from + open, true);
        Arrays.fill(legal, from + open, from + mostChoices, false);
        if (lengthVaries()) {
            legal[from + mostChoices] = length >= shortest && length < places;
        }
    }

    @Override
    void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        legal[from] = states[at] > 0;
    }

    @Override
    int parentCount(final int[] states, final int at) {
        return states[at] > 0 ? 1 : 0;
    }

    @Override
    void step(final int[] states, final int at, final int action) {
        final int length = ++states[at];
        states[at + length] = action;
    }

    @Override
    void stepBack(final int[] states, final int at, final int backwardAction) {
        states[at + states[at]] = 0;
        states[at]--;
    }

    @Override
    int backwardActionOf(final int[] states, final int at, final int action) {
        return 0;
    }

    @Override
    int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return states[at + states[at]];
    }

    @Override
    double logPathCount(final int[] states, final int at) {
        return 0;
    }
}
