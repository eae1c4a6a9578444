package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Map;

import org.gflownet4j.env.Environment;

/** Another environment in which the cell (2, 2) of a grid can neither be left nor stopped in: a mistake to be noticed. */
record DeadEnd(Environment environment) implements Environment {

    @Override
    public int stateLength() {
        return environment.stateLength();
    }

    @Override
    public int forwardActions() {
        return environment.forwardActions();
    }

    @Override
    public int stopAction() {
        return environment.stopAction();
    }

    @Override
    public int backwardActions() {
        return environment.backwardActions();
    }

    @Override
    public int features() {
        return environment.features();
    }

    @Override
    public int maxActiveFeatures() {
        return environment.maxActiveFeatures();
    }

    @Override
    public int maxTrajectoryLength() {
        return environment.maxTrajectoryLength();
    }

    @Override
    public double objectCount() {
        return environment.objectCount();
    }

    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        return environment.distance(a, aOffset, b, bOffset);
    }

    @Override
    public void writeInitial(final int[] states, final int at) {
        environment.writeInitial(states, at);
    }

    @Override
    public boolean isComplete(final int[] states, final int at) {
        return environment.isComplete(states, at);
    }

    @Override
    public void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        environment.forwardMask(states, at, legal, from);
        if (states[at] == 2 && states[at + 1] == 2) {
            Arrays.fill(legal, from, from + forwardActions(), false);
        }
    }

    @Override
    public void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        environment.backwardMask(states, at, legal, from);
    }

    @Override
    public int parentCount(final int[] states, final int at) {
        return environment.parentCount(states, at);
    }

    @Override
    public void step(final int[] states, final int at, final int action) {
        environment.step(states, at, action);
    }

    @Override
    public void stepBack(final int[] states, final int at, final int backwardAction) {
        environment.stepBack(states, at, backwardAction);
    }

    @Override
    public int backwardActionOf(final int[] states, final int at, final int action) {
        return environment.backwardActionOf(states, at, action);
    }

    @Override
    public int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return environment.forwardActionOf(states, at, backwardAction);
    }

    @Override
    public int encode(final int[] states, final int at, final int[] active, final int from) {
        return environment.encode(states, at, active, from);
    }

    @Override
    public String text(final int[] states, final int at) {
        return environment.text(states, at);
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        environment.parse(text, states, at);
    }

    @Override
    public String title() {
        return environment.title();
    }

    @Override
    public String objectName() {
        return environment.objectName();
    }

    @Override
    public Map<String, Object> description() {
        return environment.description();
    }

    @Override
    public boolean isTree() {
        return environment.isTree();
    }

    @Override
    public boolean everyStateStops() {
        return environment.everyStateStops();
    }

    @Override
    public double logPathCount(final int[] states, final int at) {
        return environment.logPathCount(states, at);
    }
}
