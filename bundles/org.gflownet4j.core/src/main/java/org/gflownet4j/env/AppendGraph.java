package org.gflownet4j.env;

import java.util.Arrays;

/**
 * Places filled from left to right. State: {@code [length, choice₁, …, choice_n]}, choices counted from 0, unused places
 * 0. Forward action a fills the next place with choice a; where lengths vary, the last action is stop.
 */
final class AppendGraph extends StateGraph {

    private final int mostChoices;

    AppendGraph(final int[] choices, final int shortest) {
        super(choices, shortest);
        this.mostChoices = Arrays.stream(choices).max().orElseThrow();
    }

    @Override
    int length(final int[] states, final int at) {
        return states[at];
    }

    @Override
    int choice(final int[] states, final int at, final int place) {
        return place < states[at] ? states[at + 1 + place] : -1;
    }

    @Override
    void writeObject(final int[] states, final int at, final int length) {
        writeInitial(states, at);
        states[at] = length;
    }

    @Override
    void put(final int[] states, final int at, final int place, final int choice) {
        states[at + 1 + place] = choice;
    }

    @Override
    int stateLength() {
        return places + 1;
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
    int features() {
        return first[places];
    }

    @Override
    int maxActiveFeatures() {
        return places;
    }

    @Override
    int maxTrajectoryLength() {
        return places;
    }

    @Override
    void writeInitial(final int[] states, final int at) {
        Arrays.fill(states, at, at + places + 1, 0);
    }

    @Override
    boolean isComplete(final int[] states, final int at) {
        return states[at] == places;
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
    int encode(final int[] states, final int at, final int[] active, final int from) {
        final int length = states[at];
        for (int place = 0; place < length; place++) {
            active[from + place] = first[place] + states[at + 1 + place];
        }
        return length;
    }

    @Override
    double logPathCount(final int[] states, final int at) {
        return 0;
    }
}
