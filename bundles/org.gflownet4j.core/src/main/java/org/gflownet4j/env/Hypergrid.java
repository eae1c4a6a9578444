package org.gflownet4j.env;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The hypergrid {@code {0, …, side−1}^dimensions}, the field's standard test: from the origin, each action adds one to a
 * coordinate; stop is legal in every cell, so every cell is an object.
 *
 * <p>State: the coordinates. Forward action i adds one to coordinate i, the last action is stop; backward action i takes
 * one off coordinate i. Features: one-hot per coordinate.
 */
public final class Hypergrid implements Environment {

    private static final int MAX_FEATURES = 1_000_000;

    private final int dimensions;
    private final int side;

    /**
     * A grid.
     *
     * @param dimensions at least 1
     * @param side cells per dimension, at least 2
     * @throws IllegalArgumentException if a number is too small, or their product above a million
     */
    public Hypergrid(final int dimensions, final int side) {
        if (dimensions < 1 || side < 2 || (long) dimensions * side > MAX_FEATURES) {
            throw new IllegalArgumentException(
                    "A hypergrid needs at least 1 dimension of side 2 or more, with dimensions × "
                            + "side at most " + MAX_FEATURES + ", but got " + dimensions + " dimensions of side " + side
                            + ".");
        }
        this.dimensions = dimensions;
        this.side = side;
    }

    /**
     * Number of coordinates.
     *
     * @return at least 1
     */
    public int dimensions() {
        return dimensions;
    }

    /**
     * Cells per dimension.
     *
     * @return at least 2
     */
    public int side() {
        return side;
    }

    @Override
    public int stateLength() {
        return dimensions;
    }

    @Override
    public int forwardActions() {
        return dimensions + 1;
    }

    @Override
    public int stopAction() {
        return dimensions;
    }

    @Override
    public int backwardActions() {
        return dimensions;
    }

    @Override
    public int features() {
        return dimensions * side;
    }

    @Override
    public int maxActiveFeatures() {
        return dimensions;
    }

    @Override
    public int maxTrajectoryLength() {
        return dimensions * (side - 1) + 1;
    }

    @Override
    public double objectCount() {
        return Math.pow(side, dimensions);
    }

    /** Manhattan distance: steps from cell to cell. */
    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        long distance = 0;
        for (int i = 0; i < dimensions; i++) {
            distance += Math.abs(a[aOffset + i] - b[bOffset + i]);
        }
        return distance;
    }

    @Override
    public void writeInitial(final int[] states, final int at) {
        Arrays.fill(states, at, at + dimensions, 0);
    }

    @Override
    public boolean isComplete(final int[] states, final int at) {
        return false;
    }

    @Override
    public void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        for (int i = 0; i < dimensions; i++) {
            legal[from + i] = states[at + i] < side - 1;
        }
        legal[from + dimensions] = true;
    }

    @Override
    public void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        for (int i = 0; i < dimensions; i++) {
            legal[from + i] = states[at + i] > 0;
        }
    }

    @Override
    public int parentCount(final int[] states, final int at) {
        int count = 0;
        for (int i = 0; i < dimensions; i++) {
            if (states[at + i] > 0) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void step(final int[] states, final int at, final int action) {
        states[at + action]++;
    }

    @Override
    public void stepBack(final int[] states, final int at, final int backwardAction) {
        states[at + backwardAction]--;
    }

    @Override
    public int backwardActionOf(final int[] states, final int at, final int action) {
        return action;
    }

    @Override
    public int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return backwardAction;
    }

    @Override
    public boolean everyStateStops() {
        return true;
    }

    /** The multinomial coefficient {@code (Σ x_i)! / Π x_i!}: orders in which the steps can be taken. */
    @Override
    public double logPathCount(final int[] states, final int at) {
        int steps = 0;
        double log = 0;
        for (int i = 0; i < dimensions; i++) {
            for (int k = 1; k <= states[at + i]; k++) {
                log += Math.log((double) ++steps / k);
            }
        }
        return log;
    }

    @Override
    public int encode(final int[] states, final int at, final int[] active, final int from) {
        for (int i = 0; i < dimensions; i++) {
            active[from + i] = i * side + states[at + i];
        }
        return dimensions;
    }

    @Override
    public String text(final int[] states, final int at) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < dimensions; i++) {
            text.append(i == 0 ? "" : " ").append(states[at + i]);
        }
        return text.toString();
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        final String[] parts = text.strip().split("\\s+", dimensions + 1);
        if (parts.length != dimensions) {
            throw new IllegalArgumentException("\"" + text + "\" is no cell of the grid: " + dimensions
                    + " coordinates separated by spaces were expected.");
        }
        for (int i = 0; i < dimensions; i++) {
            final int value;
            try {
                value = Integer.parseInt(parts[i]);
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("\"" + parts[i] + "\" is no coordinate.", e);
            }
            if (value < 0 || value >= side) {
                throw new IllegalArgumentException("Coordinate " + value + " lies outside the grid: 0 to " + (side - 1)
                        + " are inside.");
            }
            states[at + i] = value;
        }
    }

    @Override
    public String title() {
        return "Cells of a " + dimensions + "-dimensional grid of side " + side;
    }

    @Override
    public String objectName() {
        return "cell";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "hypergrid");
        map.put("dimensions", dimensions);
        map.put("side", side);
        return map;
    }
}
