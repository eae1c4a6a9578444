package org.gflownet4j.env;

/**
 * Objects that are rows of places, each of which takes one of several choices. How they are built is said by a
 * {@link Construction}; a subclass says what the choices mean: their text, their distance, their name.
 */
abstract sealed class RowEnvironment implements Environment permits Sequence, BitSequence, Library, Ising {

    /** Stands for an empty place in the text of an unfinished object; no letter and no block is called so. */
    static final char EMPTY = '·';

    final StateGraph graph;
    private final Construction construction;

    RowEnvironment(final Construction construction, final int[] choices, final int shortest) {
        this.construction = construction;
        this.graph = StateGraph.of(construction, choices, shortest);
    }

    /** All objects have as many places. */
    RowEnvironment(final Construction construction, final int[] choices) {
        this(construction, choices, choices.length);
    }

    /**
     * The steps in which the objects are built.
     *
     * @return how the states on the way look
     */
    public final Construction construction() {
        return construction;
    }

    @Override
    public final int stateLength() {
        return graph.stateLength();
    }

    @Override
    public final int forwardActions() {
        return graph.forwardActions();
    }

    @Override
    public final int stopAction() {
        return graph.stopAction();
    }

    @Override
    public final int backwardActions() {
        return graph.backwardActions();
    }

    /** One for each place and choice; {@link Construction#SLOTS} of varying length have one for each length, too. */
    @Override
    public int features() {
        return graph.features();
    }

    @Override
    public int maxActiveFeatures() {
        return graph.maxActiveFeatures();
    }

    @Override
    public final int maxTrajectoryLength() {
        return graph.maxTrajectoryLength();
    }

    @Override
    public double objectCount() {
        double count = 1;
        for (int place = 0; place < graph.places; place++) {
            count *= graph.choices(place);
        }
        return count;
    }

    /** Hamming distance: places that differ. */
    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        int distance = 0;
        for (int place = 0; place < graph.places; place++) {
            distance += graph.choice(a, aOffset, place) == graph.choice(b, bOffset, place) ? 0 : 1;
        }
        return distance;
    }

    @Override
    public final void writeInitial(final int[] states, final int at) {
        graph.writeInitial(states, at);
    }

    @Override
    public final boolean isComplete(final int[] states, final int at) {
        return graph.isComplete(states, at);
    }

    @Override
    public final void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        graph.forwardMask(states, at, legal, from);
    }

    @Override
    public final void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        graph.backwardMask(states, at, legal, from);
    }

    @Override
    public final int parentCount(final int[] states, final int at) {
        return graph.parentCount(states, at);
    }

    @Override
    public final void step(final int[] states, final int at, final int action) {
        graph.step(states, at, action);
    }

    @Override
    public final void stepBack(final int[] states, final int at, final int backwardAction) {
        graph.stepBack(states, at, backwardAction);
    }

    @Override
    public final int backwardActionOf(final int[] states, final int at, final int action) {
        return graph.backwardActionOf(states, at, action);
    }

    @Override
    public final int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return graph.forwardActionOf(states, at, backwardAction);
    }

    @Override
    public int encode(final int[] states, final int at, final int[] active, final int from) {
        return graph.encode(states, at, active, from);
    }

    /**
     * The number of paths: 1 where objects are appended; the orders of filling, k!, for k filled slots; for sequences that
     * grow at both ends, without the double ones of a letter repeated.
     */
    @Override
    public final double logPathCount(final int[] states, final int at) {
        return graph.logPathCount(states, at);
    }

    /** A text in a message, not longer than a line. */
    static String shortened(final String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
