package org.gflownet4j.env;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sets of d out of K elements, chosen one after the other in any order: the set task of Pan et al. 2023 (forward-looking
 * GFlowNets). A set of d elements is complete; there is no stop.
 *
 * <p>State: {@code [how many are in, in₀, …, in_{K−1}]}, 1 for an element that is in, else 0. Forward action e takes
 * element e in, backward action e takes it out. Features: one per element that is in. Text: the numbers of the elements,
 * from 0, in ascending order, separated by spaces.
 */
public final class Subset implements Environment {

    /** Most elements to choose from. */
    public static final int MAX_ELEMENTS = 10_000;

    private final int elements;
    private final int chosen;
    private final double[] logFactorial;

    /**
     * A space of sets.
     *
     * @param elements K, at most {@value #MAX_ELEMENTS}
     * @param chosen d, at least 1, at most K
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public Subset(final int elements, final int chosen) {
        if (chosen < 1 || chosen > elements || elements > MAX_ELEMENTS) {
            throw new IllegalArgumentException("A set takes at least 1 and at most all of at most " + MAX_ELEMENTS
                    + " elements, but " + chosen + " out of " + elements + " were asked for.");
        }
        this.elements = elements;
        this.chosen = chosen;
        this.logFactorial = StateGraph.logFactorials(chosen);
    }

    /**
     * Elements to choose from.
     *
     * @return K
     */
    public int elements() {
        return elements;
    }

    /**
     * Elements of an object.
     *
     * @return d
     */
    public int chosen() {
        return chosen;
    }

    /**
     * Whether an element is in.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param element 0 to K − 1
     * @return true if it was chosen
     */
    public static boolean contains(final int[] states, final int at, final int element) {
        return states[at + 1 + element] != 0;
    }

    @Override
    public int stateLength() {
        return elements + 1;
    }

    @Override
    public int forwardActions() {
        return elements;
    }

    @Override
    public int stopAction() {
        return NO_STOP;
    }

    @Override
    public int backwardActions() {
        return elements;
    }

    @Override
    public int features() {
        return elements;
    }

    @Override
    public int maxActiveFeatures() {
        return chosen;
    }

    @Override
    public int maxTrajectoryLength() {
        return chosen;
    }

    /** The binomial coefficient K over d. */
    @Override
    public double objectCount() {
        BigInteger count = BigInteger.ONE;
        for (int i = 1; i <= Math.min(chosen, elements - chosen); i++) {
            count = count.multiply(BigInteger.valueOf(elements - i + 1L)).divide(BigInteger.valueOf(i));
        }
        return count.doubleValue();
    }

    /** Elements of the one that the other lacks: half the size of the symmetric difference. */
    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        int distance = 0;
        for (int i = 1; i <= elements; i++) {
            distance += a[aOffset + i] > b[bOffset + i] ? 1 : 0;
        }
        return distance;
    }

    @Override
    public void writeInitial(final int[] states, final int at) {
        Arrays.fill(states, at, at + elements + 1, 0);
    }

    @Override
    public boolean isComplete(final int[] states, final int at) {
        return states[at] == chosen;
    }

    @Override
    public void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        final boolean open = states[at] < chosen;
        for (int e = 0; e < elements; e++) {
            legal[from + e] = open && states[at + 1 + e] == 0;
        }
    }

    @Override
    public void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        for (int e = 0; e < elements; e++) {
            legal[from + e] = states[at + 1 + e] != 0;
        }
    }

    @Override
    public int parentCount(final int[] states, final int at) {
        return states[at];
    }

    @Override
    public void step(final int[] states, final int at, final int action) {
        states[at + 1 + action] = 1;
        states[at]++;
    }

    @Override
    public void stepBack(final int[] states, final int at, final int backwardAction) {
        states[at + 1 + backwardAction] = 0;
        states[at]--;
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
    public int encode(final int[] states, final int at, final int[] active, final int from) {
        int count = 0;
        for (int e = 0; e < elements; e++) {
            if (states[at + 1 + e] != 0) {
                active[from + count++] = e;
            }
        }
        return count;
    }

    /** {@code log k!} for k elements: the orders in which they can be chosen. */
    @Override
    public double logPathCount(final int[] states, final int at) {
        return logFactorial[states[at]];
    }

    @Override
    public String text(final int[] states, final int at) {
        final StringBuilder text = new StringBuilder();
        for (int e = 0; e < elements; e++) {
            if (contains(states, at, e)) {
                text.append(text.isEmpty() ? "" : " ").append(e);
            }
        }
        return text.toString();
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        final String[] parts = text.strip().split("\\s+", chosen + 1);
        if (parts.length != chosen) {
            throw new IllegalArgumentException("\"" + RowEnvironment.shortened(text) + "\" is no set of " + chosen
                    + " elements: their numbers, separated by spaces, were expected.");
        }
        writeInitial(states, at);
        for (final String part : parts) {
            final int element;
            try {
                element = Integer.parseInt(part);
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException(
                        "\"" + RowEnvironment.shortened(part) + "\" is no number of an element.", e);
            }
            if (element < 0 || element >= elements) {
                throw new IllegalArgumentException(
                        "There is no element " + element + ": 0 to " + (elements - 1) + " are there.");
            }
            if (contains(states, at, element)) {
                throw new IllegalArgumentException("\"" + RowEnvironment.shortened(text) + "\" has the element "
                        + element + " twice.");
            }
            step(states, at, element);
        }
    }

    @Override
    public String title() {
        return "Sets of " + chosen + " out of " + elements + " elements";
    }

    @Override
    public String objectName() {
        return "set";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "subset");
        map.put("elements", elements);
        map.put("chosen", chosen);
        return map;
    }
}
