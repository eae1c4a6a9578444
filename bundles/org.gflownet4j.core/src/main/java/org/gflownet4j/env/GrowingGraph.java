package org.gflownet4j.env;

import java.util.Arrays;

/**
 * Rows that grow: the places in use are always the first ones. State: {@code [length, choice₁, …, choice_n]}, choices
 * counted from 0, unused places 0. Features: one-hot over (place, choice). Where lengths vary, the last action is stop.
 */
abstract sealed class GrowingGraph extends StateGraph permits AppendGraph, PrependAppendGraph {

    GrowingGraph(final int[] choices, final int shortest) {
        super(choices, shortest);
    }

    @Override
    final int length(final int[] states, final int at) {
        return states[at];
    }

    @Override
    final int choice(final int[] states, final int at, final int place) {
        return place < states[at] ? states[at + 1 + place] : -1;
    }

    @Override
    final void writeObject(final int[] states, final int at, final int length) {
        writeInitial(states, at);
        states[at] = length;
    }

    @Override
    final void put(final int[] states, final int at, final int place, final int choice) {
        states[at + 1 + place] = choice;
    }

    @Override
    final int stateLength() {
        return places + 1;
    }

    @Override
    final int features() {
        return first[places];
    }

    @Override
    final int maxActiveFeatures() {
        return places;
    }

    @Override
    final int maxTrajectoryLength() {
        return places;
    }

    @Override
    final void writeInitial(final int[] states, final int at) {
        Arrays.fill(states, at, at + places + 1, 0);
    }

    @Override
    final boolean isComplete(final int[] states, final int at) {
        return states[at] == places;
    }

    @Override
    final int encode(final int[] states, final int at, final int[] active, final int from) {
        final int length = states[at];
        for (int place = 0; place < length; place++) {
            active[from + place] = first[place] + states[at + 1 + place];
        }
        return length;
    }
}
