package org.gflownet4j.env;

import java.util.Map;

/**
 * How objects are built: a directed acyclic graph of states from one source, with numbered actions.
 *
 * <p>A state is {@link #stateLength()} ints inside a larger array that holds many; {@code at} is the index of its first
 * int. The graph is graded: every path to a state has the same number of steps. A trajectory ends in one of two ways:
 * with the <em>stop action</em>, where the environment has one, which leaves the state as it is and is undone with
 * probability one; or by reaching a <em>complete</em> state, which has no action left and needs no stop. Both kinds of
 * end are terminating states, that is, objects.
 *
 * <p>Environments are immutable, cheap, and may be used from several threads.
 */
public interface Environment {

    /** What {@link #stopAction()} answers where there is none. */
    int NO_STOP = -1;

    /**
     * Ints per state.
     *
     * @return at least 1
     */
    int stateLength();

    /**
     * Number of forward actions, the stop action among them. Not all are legal in each state.
     *
     * @return at least 1
     */
    int forwardActions();

    /**
     * The number of the stop action, or {@link #NO_STOP} if trajectories end only in complete states.
     *
     * @return the last forward action, or {@link #NO_STOP}
     */
    int stopAction();

    /**
     * Number of backward actions. With one, each state has one parent at most: the graph is a tree and P_B is 1.
     *
     * @return at least 1
     */
    int backwardActions();

    /**
     * Number of binary input features that describe a state to a network.
     *
     * @return at least 1
     */
    int features();

    /**
     * How many features can be one at the same time.
     *
     * @return at most {@link #features()}
     */
    int maxActiveFeatures();

    /**
     * Edges of the longest trajectory, the stop edge included.
     *
     * @return at least 1
     */
    int maxTrajectoryLength();

    /**
     * Number of terminating states.
     *
     * @return exact while it fits a double's 53 bits, else to double precision; infinite where that is too large for a
     *         double
     */
    double objectCount();

    /**
     * How different two objects are: a metric, so 0 only for equal ones, the same in both directions, and never longer
     * than a way round.
     *
     * @param a holds the one terminating state
     * @param aOffset index of its first int
     * @param b holds the other; may be the same array
     * @param bOffset index of its first int
     * @return at least 0
     */
    double distance(int[] a, int aOffset, int[] b, int bOffset);

    /**
     * Writes the source s₀.
     *
     * @param states where to
     * @param at index of the first int
     */
    void writeInitial(int[] states, int at);

    /**
     * Whether the state has no action left, so that the trajectory ends in it without a stop action.
     *
     * @param states holds the state
     * @param at index of its first int
     * @return true for complete objects of environments that have such
     */
    boolean isComplete(int[] states, int at);

    /**
     * Marks the legal forward actions of a state that is not complete; at least one is legal.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param legal overwritten from {@code from} on, {@link #forwardActions()} entries
     * @param from index of the first entry
     */
    void forwardMask(int[] states, int at, boolean[] legal, int from);

    /**
     * Marks the backward actions of a state. Different legal actions lead to different parents; only s₀ has none.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param legal overwritten from {@code from} on, {@link #backwardActions()} entries
     * @param from index of the first entry
     */
    void backwardMask(int[] states, int at, boolean[] legal, int from);

    /**
     * Number of parents, that is, of legal backward actions.
     *
     * @param states holds the state
     * @param at index of its first int
     * @return 0 only for s₀
     */
    int parentCount(int[] states, int at);

    /**
     * Takes a legal forward action other than stop, in place.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param action forward action
     */
    void step(int[] states, int at, int action);

    /**
     * Goes to a parent, in place.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param backwardAction a legal one
     */
    void stepBack(int[] states, int at, int backwardAction);

    /**
     * The backward action that undoes a forward action.
     *
     * @param states holds the state <em>before</em> the action
     * @param at index of its first int
     * @param action forward action, legal there, not stop
     * @return backward action, legal in the child
     */
    int backwardActionOf(int[] states, int at, int action);

    /**
     * The forward action that a backward action undoes.
     *
     * @param states holds the child, <em>before</em> the step back
     * @param at index of its first int
     * @param backwardAction legal there
     * @return forward action, legal in the parent
     */
    int forwardActionOf(int[] states, int at, int backwardAction);

    /**
     * The features of a state that are one.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param active overwritten from {@code from} on with feature numbers, each at most once
     * @param from index of the first entry
     * @return how many were written, at most {@link #maxActiveFeatures()}
     */
    int encode(int[] states, int at, int[] active, int from);

    /**
     * A state as a person reads it.
     *
     * @param states holds the state
     * @param at index of its first int
     * @return text that {@link #parse(String, int[], int)} reads back
     */
    String text(int[] states, int at);

    /**
     * Reads a terminating state.
     *
     * @param text as {@link #text(int[], int)} writes it
     * @param states overwritten from {@code at} on
     * @param at index of the first int
     * @throws IllegalArgumentException if the text is no object of this environment; the message says why, for a user
     */
    void parse(String text, int[] states, int at);

    /**
     * What a chemist or biologist calls this space.
     *
     * @return for example {@code DNA sequences of length 8}
     */
    String title();

    /**
     * What one object is called, as a column name.
     *
     * @return for example {@code sequence}
     */
    String objectName();

    /**
     * Everything needed to build this environment again, as a model file keeps it.
     *
     * @return {@code kind} and the constructor's arguments; see {@link Environments#fromDescription(Map)}
     */
    Map<String, Object> description();

    /**
     * Whether every state has one parent at most.
     *
     * @return true if P_B is 1 everywhere
     */
    default boolean isTree() {
        return backwardActions() == 1;
    }

    /**
     * Whether every state, s₀ among them, is an object that the stop action leaves: then flows need no network of their
     * own (modified detailed balance).
     *
     * @return true if stop is legal in every state
     */
    default boolean everyStateStops() {
        return false;
    }

    /**
     * The logarithm of the number of paths from s₀ to a state, where it has a formula or a quick recursion: what the
     * maximum-entropy P_B is made of.
     *
     * @param states holds the state
     * @param at index of its first int
     * @return nats, at least 0; NaN if this environment does not count its paths
     */
    default double logPathCount(final int[] states, final int at) {
        return isTree() ? 0 : Double.NaN;
    }
}
