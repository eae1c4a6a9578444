package org.gflownet4j.sample;

import java.util.Arrays;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.FixedBackward;
import org.gflownet4j.policy.Policy;

/**
 * What a batch of trajectories consists of, and where its walks are: for each edge the actions, the row of the state that it
 * starts from, and log P_B where that has no parameters. Edges are added one by one, by steps forward or back.
 */
final class Edges {

    private final Policy policy;
    private final Environment environment;
    private final FixedBackward fixedBackward;
    private final boolean evaluatesEnds;
    private final EvaluatedStates states;
    private final int capacity;
    private final int maxLength;
    private final int width;
    private int count;
    private Conditions conditions;
    /** Edges of each trajectory; negative as long as a walk forward has stopped and others have not. */
    private final int[] length;
    /** {@code [trajectory][edge]}: actions, and the rows of the states that edges start from. */
    private final int[] action;
    private final int[] backwardAction;
    private final int[] row;
    /** {@code [trajectory][edge]}: log P_B of a P_B without parameters; not used with a learned one. */
    private final double[] fixedLogBackward;
    /** Row of a complete object, which no edge starts from; −1 while it has none. */
    private final int[] endRow;
    /** {@code [trajectory][stateLength]}: where each walk is; in the end, the objects. */
    private final int[] current;
    /** The state that a step back leaves. */
    private final int[] child;

    Edges(final Policy policy, final int capacity, final boolean evaluatesEnds) {
        this.policy = policy;
        this.fixedBackward = policy.fixedBackward();
        this.evaluatesEnds = evaluatesEnds || policy.learnsBackward();
        this.environment = policy.environment();
        this.states = policy.newEvaluatedStates();
        this.capacity = capacity;
        this.maxLength = environment.maxTrajectoryLength();
        this.width = environment.stateLength();
        final int edges = Math.multiplyExact(capacity, maxLength);
        this.length = new int[capacity];
        this.action = new int[edges];
        this.backwardAction = new int[edges];
        this.row = new int[edges];
        this.fixedLogBackward = new double[edges];
        this.endRow = new int[capacity];
        this.current = new int[Math.multiplyExact(capacity, width)];
        this.child = new int[width];
    }

    Policy policy() {
        return policy;
    }

    EvaluatedStates states() {
        return states;
    }

    /** Most trajectories at a time. */
    int capacity() {
        return capacity;
    }

    int count() {
        return count;
    }

    int length(final int b) {
        return length[b];
    }

    /** Number of edges of all trajectories. */
    long steps() {
        long sum = 0;
        for (int b = 0; b < count; b++) {
            sum += length[b];
        }
        return sum;
    }

    /** {@code [trajectory][stateLength]}: where each walk is. */
    int[] current() {
        return current;
    }

    /** Forgets the last batch, and makes room for another one. */
    void begin(final int trajectories, final Conditions given) {
        if (trajectories > capacity || given.count() < trajectories) {
            throw new IllegalArgumentException("A batch of " + trajectories + " trajectories does not fit room for "
                    + capacity + " and " + given.count() + " conditions.");
        }
        count = trajectories;
        conditions = given;
        states.clear();
        Arrays.fill(length, 0, count, 0);
        Arrays.fill(endRow, 0, count, -1);
    }

    /** Puts some walks at s₀. */
    void start(final int from, final int to) {
        for (int b = from; b < to; b++) {
            environment.writeInitial(current, b * width);
        }
    }

    /** Puts a walk into a state. */
    void place(final int b, final int[] source, final int at) {
        System.arraycopy(source, at, current, b * width, width);
    }

    /** Whether a walk has not stopped, is not complete, and not as long as the limit. */
    boolean isAlive(final int b, final int limit) {
        return length[b] >= 0 && length[b] < limit && !environment.isComplete(current, b * width);
    }

    /** Adds the state where a walk forward is, from which its next edge starts. */
    void addState(final int b) {
        final int edge = b * maxLength + length[b];
        row[edge] = states.add(current, b * width, conditions, b, length[b] == 0 ? -1 : row[edge - 1]);
    }

    /** Adds the first state of a trajectory once more, for the sake of its cost. */
    void addPadding(final int b) {
        states.addPadding(row[b * maxLength]);
    }

    /** Takes a step from the state that was added last; a walk that stops is marked until {@link #finish}. */
    void step(final int b, final int chosen) {
        final int edge = b * maxLength + length[b];
        final int at = b * width;
        action[edge] = chosen;
        length[b]++;
        if (chosen == environment.stopAction()) {
            backwardAction[edge] = -1;
            fixedLogBackward[edge] = 0;
            length[b] = -length[b];
            return;
        }
        backwardAction[edge] = environment.backwardActionOf(current, at, chosen);
        if (policy.learnsBackward()) {
            environment.step(current, at, chosen);
            return;
        }
        final double weight = fixedBackward.weight(current, at);
        environment.step(current, at, chosen);
        fixedLogBackward[edge] = fixedBackward.logProbability(weight, current, at);
    }

    /** Undoes the marks of stopped walks, and adds complete objects that are to be evaluated. */
    void finish(final int from, final int to) {
        for (int b = from; b < to; b++) {
            length[b] = Math.abs(length[b]);
            if (evaluatesEnds && !stops(b)) {
                endRow[b] = states.add(current, b * width, conditions, b, row[b * maxLength + length[b] - 1]);
            }
        }
    }

    /** Adds the object where a walk back begins, and its stop edge, if it has one. */
    void startBack(final int b) {
        endRow[b] = -1;
        length[b] = 0;
        if (!environment.isComplete(current, b * width)) {
            action[b * maxLength] = environment.stopAction();
            backwardAction[b * maxLength] = -1;
            fixedLogBackward[b * maxLength] = 0;
            row[b * maxLength] = states.add(current, b * width, conditions, b);
            length[b] = 1;
        } else if (evaluatesEnds) {
            endRow[b] = states.add(current, b * width, conditions, b);
        }
    }

    /** Row of the state where a walk back is. */
    int rowBack(final int b) {
        return length[b] == 0 ? endRow[b] : row[b * maxLength + length[b] - 1];
    }

    /** Takes one step back and writes its edge behind those already there; they stand in reverse until {@link #reverse}. */
    void stepBack(final int b, final int chosen) {
        final int at = b * width;
        final int edge = b * maxLength + length[b];
        backwardAction[edge] = chosen;
        action[edge] = environment.forwardActionOf(current, at, chosen);
        if (policy.learnsBackward()) {
            environment.stepBack(current, at, chosen);
        } else {
            System.arraycopy(current, at, child, 0, width);
            environment.stepBack(current, at, chosen);
            fixedLogBackward[edge] = fixedBackward.logProbability(fixedBackward.weight(current, at), child, 0);
        }
        row[edge] = states.add(current, at, conditions, b, rowBack(b));
        length[b]++;
    }

    /** Puts the edges of a walk back in order. */
    void reverse(final int b) {
        for (int i = b * maxLength, j = i + length[b] - 1; i < j; i++, j--) {
            swap(action, i, j);
            swap(backwardAction, i, j);
            swap(row, i, j);
            final double kept = fixedLogBackward[i];
            fixedLogBackward[i] = fixedLogBackward[j];
            fixedLogBackward[j] = kept;
        }
    }

    private static void swap(final int[] array, final int i, final int j) {
        final int kept = array[i];
        array[i] = array[j];
        array[j] = kept;
    }

    /** Takes back the last edges of a trajectory, and puts its walk where the first of them started. */
    void cut(final int b, final int edges) {
        states.copyState(row[b * maxLength + edges], current, b * width);
        length[b] = edges;
        endRow[b] = -1;
    }

    /** Whether a trajectory ends with the stop action. */
    boolean stops(final int b) {
        return backwardAction[b * maxLength + length[b] - 1] < 0;
    }

    /** Row of the state that an edge starts from. */
    int row(final int b, final int t) {
        return row[b * maxLength + t];
    }

    /** Row of the state that an edge leads to; −1 after a stop, or for a complete object that is not evaluated. */
    int rowAfter(final int b, final int t) {
        return t + 1 < length[b] ? row[b * maxLength + t + 1] : endRow[b];
    }

    /** The action of an edge. */
    int action(final int b, final int t) {
        return action[b * maxLength + t];
    }

    /** The backward action of an edge; −1 for a stop edge. */
    int backwardAction(final int b, final int t) {
        return backwardAction[b * maxLength + t];
    }

    /** log P_F of an edge. */
    double logForward(final int b, final int t) {
        final int edge = b * maxLength + t;
        return policy.logForward(states, row[edge], action[edge]);
    }

    /** log P_B of an edge; 0 for a stop edge. */
    double logBackward(final int b, final int t) {
        final int edge = b * maxLength + t;
        return policy.learnsBackward() && backwardAction[edge] >= 0
                ? policy.logLearnedBackward(states, rowAfter(b, t), backwardAction[edge]) : fixedLogBackward[edge];
    }

    /** log P_F − log P_B of all edges of a trajectory. */
    double logWeight(final int b) {
        double sum = 0;
        for (int t = 0; t < length[b]; t++) {
            sum += logForward(b, t);
            sum -= logBackward(b, t);
        }
        return sum;
    }
}
