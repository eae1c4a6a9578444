package org.gflownet4j.env;

import java.util.Arrays;
import java.util.Optional;

import org.gflownet4j.progress.Progress;

/**
 * All states of a small environment, level by level from the source, with all edges: what dynamic programming runs on.
 *
 * <p>States are numbered in the order of their level; edges by their source state, then by action. A stop edge has the
 * target {@link #SINK}.
 */
public final class StateSpace {

    /** The target of a stop edge. */
    public static final int SINK = -1;

    /** More states than this are not enumerated. */
    public static final int DEFAULT_LIMIT = 2_000_000;

    private final Environment environment;
    private final StateIndex index;
    private int[] edgeStart = new int[1025];
    private int[] edgeTarget = new int[4096];
    private int[] edgeAction = new int[4096];
    private int[] edgeBackwardAction = new int[4096];
    private int edges;
    private int[] objects = new int[0];

    private StateSpace(final Environment environment) {
        this.environment = environment;
        this.index = new StateIndex(environment.stateLength(), 1024);
    }

    /**
     * Enumerates an environment, if it is small enough.
     *
     * @param environment what to enumerate
     * @param limit most states to enumerate
     * @param progress asked for cancellation several times a second
     * @return all its states and edges; empty if there are more states than the limit
     */
    public static Optional<StateSpace> of(final Environment environment, final int limit, final Progress progress) {
        final StateSpace space = new StateSpace(environment);
        return environment.objectCount() <= limit && space.enumerate(limit, progress) ? Optional.of(space)
                : Optional.empty();
    }

    private boolean enumerate(final int limit, final Progress progress) {
        final int[] state = new int[environment.stateLength()];
        final boolean[] legal = new boolean[environment.forwardActions()];
        environment.writeInitial(state, 0);
        index.add(state, 0);
        // new states go to the end, so this walks level by level
        for (int s = 0; s < index.size(); s++) {
            if (s % 1024 == 0) {
                progress.checkCancelled();
            }
            expand(s, state, legal);
            if (index.size() > limit) {
                return false;
            }
        }
        objects = findObjects();
        return true;
    }

    private void expand(final int s, final int[] state, final boolean[] legal) {
        final int width = state.length;
        if (s + 2 > edgeStart.length) {
            edgeStart = Arrays.copyOf(edgeStart, edgeStart.length * 2);
        }
        if (!environment.isComplete(index.rows(), s * width)) {
            environment.forwardMask(index.rows(), s * width, legal, 0);
            for (int action = 0; action < legal.length; action++) {
                if (legal[action]) {
                    addEdge(s, action, state);
                }
            }
        }
        edgeStart[s + 1] = edges;
    }

    private void addEdge(final int s, final int action, final int[] state) {
        if (edges == edgeTarget.length) {
            edgeTarget = Arrays.copyOf(edgeTarget, edges * 2);
            edgeAction = Arrays.copyOf(edgeAction, edges * 2);
            edgeBackwardAction = Arrays.copyOf(edgeBackwardAction, edges * 2);
        }
        edgeAction[edges] = action;
        if (action == environment.stopAction()) {
            edgeTarget[edges] = SINK;
            edgeBackwardAction[edges] = -1;
        } else {
            System.arraycopy(index.rows(), s * state.length, state, 0, state.length);
            edgeBackwardAction[edges] = environment.backwardActionOf(state, 0, action);
            environment.step(state, 0, action);
            edgeTarget[edges] = index.add(state, 0);
        }
        edges++;
    }

    private int[] findObjects() {
        final int[] found = new int[size()];
        int count = 0;
        for (int s = 0; s < size(); s++) {
            if (environment.isComplete(index.rows(), s * environment.stateLength()) || stopEdge(s) >= 0) {
                found[count++] = s;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * The stop edge of a state.
     *
     * @param state number of the state
     * @return number of the edge, or −1 if the state can not stop
     */
    public int stopEdge(final int state) {
        final int last = edgeStart[state + 1] - 1;
        return last >= edgeStart[state] && edgeTarget[last] == SINK ? last : -1;
    }

    /**
     * The environment.
     *
     * @return what was enumerated
     */
    public Environment environment() {
        return environment;
    }

    /**
     * Number of states.
     *
     * @return at least 1
     */
    public int size() {
        return index.size();
    }

    /**
     * All states.
     *
     * @return {@code [state][stateLength]}, longer than needed
     */
    public int[] states() {
        return index.rows();
    }

    /**
     * First edge of a state.
     *
     * @param state 0 to {@link #size()}; the last gives the number of edges
     * @return number of the edge
     */
    public int edgeStart(final int state) {
        return edgeStart[state];
    }

    /**
     * Where an edge leads.
     *
     * @param edge number of the edge
     * @return number of the state, or {@link #SINK}
     */
    public int edgeTarget(final int edge) {
        return edgeTarget[edge];
    }

    /**
     * The forward action of an edge.
     *
     * @param edge number of the edge
     * @return forward action
     */
    public int edgeAction(final int edge) {
        return edgeAction[edge];
    }

    /**
     * The backward action that undoes an edge.
     *
     * @param edge number of the edge
     * @return backward action, −1 for a stop edge
     */
    public int edgeBackwardAction(final int edge) {
        return edgeBackwardAction[edge];
    }

    /**
     * The terminating states in ascending order.
     *
     * @return numbers of states; object i is state {@code objects()[i]}
     */
    public int[] objects() {
        return objects;
    }

    /**
     * The number of a state.
     *
     * @param state holds it
     * @param at index of its first int
     * @return its number, or −1 if it is no state of this space
     */
    public int find(final int[] state, final int at) {
        return index.find(state, at);
    }
}
