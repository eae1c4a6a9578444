package org.gflownet4j.env;

/**
 * The states of objects that are rows of places, each of which takes one of several choices, and the steps between them:
 * one subclass for each {@link Construction}. What the choices mean is left to a {@link RowEnvironment}, which has the
 * methods of the same names explained.
 */
abstract sealed class StateGraph permits GrowingGraph, SlotGraph {

    /** More actions or features than this are refused: a policy has weights for each. */
    static final int MAX_FEATURES = 1_000_000;

    /** Most places. */
    final int places;
    /** Number of the first feature of each place, and the number of all. */
    final int[] first;
    /** Fewest places of an object; equal to {@link #places} where all objects have as many. */
    final int shortest;

    /**
     * A graph.
     *
     * @param choices how many there are for each place, each at least 1
     * @param shortest fewest places of an object
     * @throws IllegalArgumentException in words for a user, if there are too many choices in all
     */
    StateGraph(final int[] choices, final int shortest) {
        this.places = choices.length;
        this.shortest = shortest;
        this.first = new int[places + 1];
        for (int place = 0; place < places; place++) {
            if (choices[place] > MAX_FEATURES - first[place]) {
                throw new IllegalArgumentException("A design space can have at most " + MAX_FEATURES
                        + " choices over all its places, but this has more. Take fewer places or fewer choices.");
            }
            first[place + 1] = first[place] + choices[place];
        }
    }

    /**
     * The graph of a construction.
     *
     * @param construction the steps
     * @param choices how many there are for each place; all the same for {@link Construction#PREPEND_APPEND}
     * @param shortest fewest places of an object
     * @return its states and steps
     * @throws IllegalArgumentException in words for a user, if there are too many choices in all
     */
    static StateGraph of(final Construction construction, final int[] choices, final int shortest) {
        return switch (construction) {
            case APPEND -> new AppendGraph(choices, shortest);
            case PREPEND_APPEND -> new PrependAppendGraph(choices, shortest);
            case SLOTS -> new SlotGraph(choices, shortest);
        };
    }

    /** How many choices a place has. */
    final int choices(final int place) {
        return first[place + 1] - first[place];
    }

    final boolean lengthVaries() {
        return shortest < places;
    }

    /** Places of the state, filled or not. */
    abstract int length(int[] states, int at);

    /** What a place is filled with, −1 if it is empty. */
    abstract int choice(int[] states, int at, int place);

    /** Writes an object of {@code length} places, all with their first choice. */
    abstract void writeObject(int[] states, int at, int length);

    /** Changes what a filled place holds. */
    abstract void put(int[] states, int at, int place, int choice);

    abstract int stateLength();

    abstract int forwardActions();

    abstract int stopAction();

    abstract int backwardActions();

    abstract int features();

    abstract int maxActiveFeatures();

    abstract int maxTrajectoryLength();

    abstract void writeInitial(int[] states, int at);

    abstract boolean isComplete(int[] states, int at);

    abstract void forwardMask(int[] states, int at, boolean[] legal, int from);

    abstract void backwardMask(int[] states, int at, boolean[] legal, int from);

    abstract int parentCount(int[] states, int at);

    abstract void step(int[] states, int at, int action);

    abstract void stepBack(int[] states, int at, int backwardAction);

    abstract int backwardActionOf(int[] states, int at, int action);

    abstract int forwardActionOf(int[] states, int at, int backwardAction);

    abstract int encode(int[] states, int at, int[] active, int from);

    abstract double logPathCount(int[] states, int at);

    /** {@code log k!} for k from 0 to {@code most}, in nats. */
    static double[] logFactorials(final int most) {
        final double[] log = new double[most + 1];
        for (int k = 2; k <= most; k++) {
            log[k] = log[k - 1] + Math.log(k);
        }
        return log;
    }
}
