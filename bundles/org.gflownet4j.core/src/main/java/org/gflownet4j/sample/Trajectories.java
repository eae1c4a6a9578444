package org.gflownet4j.sample;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.FixedBackward;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;

/**
 * A batch of complete trajectories, walked level by level by a policy, forward from s₀ or backward from given objects,
 * and the distinct states they pass through. Log-probabilities always come from the policy as it is, however the
 * trajectories were drawn. Reused from batch to batch; not thread-safe.
 */
public final class Trajectories {

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
    private Progress progress = Progress.NONE;
    /** Edges of each trajectory. */
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

    /**
     * Room for a batch.
     *
     * @param policy walks
     * @param capacity most trajectories at a time
     */
    public Trajectories(final Policy policy, final int capacity) {
        this(policy, capacity, false);
    }

    /**
     * Room for a batch.
     *
     * @param policy walks
     * @param capacity most trajectories at a time
     * @param evaluatesEnds whether complete objects are evaluated in any case, not only where a learned P_B needs them
     */
    public Trajectories(final Policy policy, final int capacity, final boolean evaluatesEnds) {
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

    /**
     * Sets who is asked for cancellation at each step of the walks; nobody at first.
     *
     * @param watcher told nothing
     */
    public void watch(final Progress watcher) {
        progress = watcher;
    }

    /**
     * Number of trajectories in the batch.
     *
     * @return at most the capacity
     */
    public int count() {
        return count;
    }

    /**
     * Number of edges of a trajectory.
     *
     * @param trajectory number in the batch
     * @return at least 1
     */
    public int length(final int trajectory) {
        return length[trajectory];
    }

    /**
     * The objects that the trajectories end in.
     *
     * @return {@code [trajectory][stateLength]}
     */
    public int[] objects() {
        return current;
    }

    /**
     * Number of distinct states in the batch.
     *
     * @return how often the network was evaluated
     */
    public int distinctStates() {
        return states.size();
    }

    private void begin(final int trajectories, final Conditions given) {
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

    /**
     * Draws trajectories from P_F.
     *
     * @param backend multiplies
     * @param parameters the policy's
     * @param trajectories how many, at most the capacity
     * @param given their conditions
     * @param seed of the run
     * @param stream random stream of the first trajectory; the others follow, one stream each
     */
    public void sampleForward(final ComputeBackend backend, final float[] parameters, final int trajectories,
            final Conditions given, final long seed, final long stream) {
        sampleForward(backend, parameters, trajectories, given, Exploration.NONE, seed, stream);
    }

    /**
     * Draws trajectories from P_F with exploration. They are scored with P_F all the same.
     *
     * @param backend multiplies
     * @param parameters the policy's
     * @param trajectories how many, at most the capacity
     * @param given their conditions
     * @param exploration how far they leave the policy's ways
     * @param seed of the run
     * @param stream random stream of the first trajectory; the others follow, one stream each
     */
    public void sampleForward(final ComputeBackend backend, final float[] parameters, final int trajectories,
            final Conditions given, final Exploration exploration, final long seed, final long stream) {
        begin(trajectories, given);
        for (int b = 0; b < count; b++) {
            environment.writeInitial(current, b * width);
        }
        boolean anyAlive = true;
        for (int t = 0; anyAlive; t++) {
            progress.checkCancelled();
            for (int b = 0; b < count; b++) {
                if (length[b] == t && !environment.isComplete(current, b * width)) {
                    row[b * maxLength + t] = states.add(current, b * width, conditions, b);
                }
            }
            policy.evaluate(backend, parameters, states);
            anyAlive = false;
            for (int b = 0; b < count; b++) {
                if (length[b] == t && !environment.isComplete(current, b * width)) {
                    anyAlive |= stepForward(b, t, exploration.randomSteps(), exploration.temperatureOf(stream + b),
                            CounterRandom.uniform(seed, stream + b, t));
                }
            }
        }
        finish(backend, parameters);
    }

    /** Takes one sampled step; a walk that stops keeps its length below the next level's number, and so rests. */
    private boolean stepForward(final int b, final int t, final double epsilon, final double temperature,
            final double uniform) {
        return takeStep(b, t, policy.sampleForward(states, row[b * maxLength + t], epsilon, temperature, uniform));
    }

    private boolean takeStep(final int b, final int t, final int chosen) {
        final int edge = b * maxLength + t;
        final int at = b * width;
        action[edge] = chosen;
        length[b] = t + 1;
        if (chosen == environment.stopAction()) {
            backwardAction[edge] = -1;
            fixedLogBackward[edge] = 0;
            length[b] = -(t + 1);
            return false;
        }
        backwardAction[edge] = environment.backwardActionOf(current, at, chosen);
        final double weight = fixedBackward.weight(current, at);
        environment.step(current, at, chosen);
        fixedLogBackward[edge] = fixedBackward.logProbability(weight, current, at);
        return !environment.isComplete(current, at);
    }

    /**
     * Walks given trajectories again. They are scored with the policy as it is now, all states in one evaluation.
     *
     * @param backend multiplies
     * @param parameters the policy's
     * @param given forward actions of the trajectories, each from s₀ on, complete and legal
     * @param starts where the first action of each trajectory is in {@code given}
     * @param lengths number of actions of each trajectory
     * @param trajectories how many, at most the capacity
     * @param under their conditions
     */
    public void walkAgain(final ComputeBackend backend, final float[] parameters, final int[] given,
            final int[] starts, final int[] lengths, final int trajectories, final Conditions under) {
        begin(trajectories, under);
        int longest = 0;
        for (int b = 0; b < count; b++) {
            environment.writeInitial(current, b * width);
            longest = Math.max(longest, lengths[b]);
        }
        for (int t = 0; t < longest; t++) {
            progress.checkCancelled();
            for (int b = 0; b < count; b++) {
                if (t < lengths[b]) {
                    row[b * maxLength + t] = states.add(current, b * width, conditions, b);
                    takeStep(b, t, given[starts[b] + t]);
                }
            }
        }
        finish(backend, parameters);
    }

    /**
     * Draws trajectories to given objects from P_B.
     *
     * @param backend multiplies
     * @param parameters the policy's
     * @param objects terminating states, {@code [trajectory][stateLength]}
     * @param from index of the first object's first int
     * @param trajectories how many, at most the capacity
     * @param given their conditions
     * @param seed of the run
     * @param stream random stream of the first trajectory; the others follow, one stream each
     */
    public void sampleBackward(final ComputeBackend backend, final float[] parameters, final int[] objects,
            final int from, final int trajectories, final Conditions given, final long seed, final long stream) {
        begin(trajectories, given);
        System.arraycopy(objects, from, current, 0, count * width);
        for (int b = 0; b < count; b++) {
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
        final boolean[] legal = new boolean[environment.backwardActions()];
        boolean anyAlive = true;
        for (int t = 0; anyAlive; t++) {
            progress.checkCancelled();
            policy.evaluate(backend, parameters, states);
            anyAlive = false;
            for (int b = 0; b < count; b++) {
                if (environment.parentCount(current, b * width) > 0) {
                    stepBack(b, CounterRandom.uniform(seed, stream + b, t), legal);
                    anyAlive = true;
                }
            }
        }
        for (int b = 0; b < count; b++) {
            reverse(b);
        }
        System.arraycopy(objects, from, current, 0, count * width);
    }

    /** Takes one step back and writes its edge behind those already there; they stand in reverse until the end. */
    private void stepBack(final int b, final double uniform, final boolean[] legal) {
        final int at = b * width;
        final int edge = b * maxLength + length[b];
        final int chosen = policy.learnsBackward()
                ? policy.sampleLearnedBackward(states, length[b] == 0 ? endRow[b] : row[edge - 1], uniform)
                : fixedBackward.sample(current, at, uniform, legal);
        backwardAction[edge] = chosen;
        action[edge] = environment.forwardActionOf(current, at, chosen);
        System.arraycopy(current, at, child, 0, width);
        environment.stepBack(current, at, chosen);
        fixedLogBackward[edge] = fixedBackward.logProbability(fixedBackward.weight(current, at), child, 0);
        row[edge] = states.add(current, at, conditions, b);
        length[b]++;
    }

    private void reverse(final int b) {
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

    /** Undoes the marks of stopped walks, and evaluates complete objects where a learned P_B needs them. */
    private void finish(final ComputeBackend backend, final float[] parameters) {
        for (int b = 0; b < count; b++) {
            length[b] = Math.abs(length[b]);
            if (evaluatesEnds && !stops(b)) {
                endRow[b] = states.add(current, b * width, conditions, b);
            }
        }
        policy.evaluate(backend, parameters, states);
    }

    /**
     * Whether a trajectory ends with the stop action.
     *
     * @param trajectory number in the batch
     * @return false if it ends in a complete object
     */
    public boolean stops(final int trajectory) {
        return backwardAction[trajectory * maxLength + length[trajectory] - 1] < 0;
    }

    /** The states that the trajectories pass. */
    EvaluatedStates states() {
        return states;
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

    /** log P_B of an edge; 0 for a stop edge. */
    double logBackward(final int b, final int t) {
        final int edge = b * maxLength + t;
        return policy.learnsBackward() && backwardAction[edge] >= 0
                ? policy.logLearnedBackward(states, rowAfter(b, t), backwardAction[edge]) : fixedLogBackward[edge];
    }

    /**
     * log P_F(τ) − log P_B(τ | x) of a trajectory.
     *
     * @param trajectory number in the batch
     * @return nats; in a tree, log P_T(x) itself
     */
    public double logWeight(final int trajectory) {
        double sum = 0;
        for (int t = 0; t < length[trajectory]; t++) {
            final int edge = trajectory * maxLength + t;
            sum += policy.logForward(states, row[edge], action[edge]);
            sum -= logBackward(trajectory, t);
        }
        return sum;
    }
}
