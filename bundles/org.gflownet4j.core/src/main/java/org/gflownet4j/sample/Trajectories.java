package org.gflownet4j.sample;

import java.util.Arrays;
import java.util.Set;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.EvaluatedStates;
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
    /** {@code [trajectory][edge]}: log P_B of a uniform P_B; not used with a learned one. */
    private final double[] uniformLogBackward;
    /** Row of a complete object, which no edge starts from; −1 while it has none. */
    private final int[] endRow;
    /** {@code [trajectory][stateLength]}: where each walk is; in the end, the objects. */
    private final int[] current;

    /**
     * Room for a batch.
     *
     * @param policy walks
     * @param capacity most trajectories at a time
     */
    public Trajectories(final Policy policy, final int capacity) {
        this.policy = policy;
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
        this.uniformLogBackward = new double[edges];
        this.endRow = new int[capacity];
        this.current = new int[Math.multiplyExact(capacity, width)];
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
                    anyAlive |= stepForward(b, t, CounterRandom.uniform(seed, stream + b, t));
                }
            }
        }
        finish(backend, parameters);
    }

    /** Takes one sampled step; a walk that stops keeps its length below the next level's number, and so rests. */
    private boolean stepForward(final int b, final int t, final double uniform) {
        final int edge = b * maxLength + t;
        final int at = b * width;
        final int chosen = policy.sampleForward(states, row[edge], uniform);
        action[edge] = chosen;
        length[b] = t + 1;
        if (chosen == environment.stopAction()) {
            backwardAction[edge] = -1;
            uniformLogBackward[edge] = 0;
            length[b] = -(t + 1);
            return false;
        }
        backwardAction[edge] = environment.backwardActionOf(current, at, chosen);
        environment.step(current, at, chosen);
        uniformLogBackward[edge] = -Math.log(environment.parentCount(current, at));
        return !environment.isComplete(current, at);
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
                uniformLogBackward[b * maxLength] = 0;
                row[b * maxLength] = states.add(current, b * width, conditions, b);
                length[b] = 1;
            } else if (policy.learnsBackward()) {
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
        final int parents = environment.parentCount(current, at);
        final int chosen;
        if (policy.learnsBackward()) {
            chosen = policy.sampleLearnedBackward(states, length[b] == 0 ? endRow[b] : row[edge - 1], uniform);
        } else {
            environment.backwardMask(current, at, legal, 0);
            chosen = pick(legal, (int) (uniform * parents));
        }
        backwardAction[edge] = chosen;
        uniformLogBackward[edge] = -Math.log(parents);
        action[edge] = environment.forwardActionOf(current, at, chosen);
        environment.stepBack(current, at, chosen);
        row[edge] = states.add(current, at, conditions, b);
        length[b]++;
    }

    private static int pick(final boolean[] legal, final int number) {
        int left = number;
        for (int a = 0; a < legal.length; a++) {
            if (legal[a] && left-- == 0) {
                return a;
            }
        }
        throw new IllegalStateException("A state has fewer backward actions than parents.");
    }

    private void reverse(final int b) {
        for (int i = b * maxLength, j = i + length[b] - 1; i < j; i++, j--) {
            swap(action, i, j);
            swap(backwardAction, i, j);
            swap(row, i, j);
            final double kept = uniformLogBackward[i];
            uniformLogBackward[i] = uniformLogBackward[j];
            uniformLogBackward[j] = kept;
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
            if (policy.learnsBackward() && action[b * maxLength + length[b] - 1] != environment.stopAction()) {
                endRow[b] = states.add(current, b * width, conditions, b);
            }
        }
        policy.evaluate(backend, parameters, states);
    }

    private int rowAfter(final int b, final int t) {
        return t + 1 < length[b] ? row[b * maxLength + t + 1] : endRow[b];
    }

    private double logBackward(final int b, final int t) {
        final int edge = b * maxLength + t;
        return hasLearnedBackward(edge) ? policy.logLearnedBackward(states, rowAfter(b, t), backwardAction[edge])
                : uniformLogBackward[edge];
    }

    private boolean hasLearnedBackward(final int edge) {
        return policy.learnsBackward() && backwardAction[edge] >= 0;
    }

    /**
     * Writes log P_F, log P_B and log F of this batch's edges into a larger batch, whose {@code start} is already set.
     *
     * @param terms written to
     * @param first this batch's first trajectory in it
     */
    public void writeTerms(final TrajectoryTerms terms, final int first) {
        for (int b = 0; b < count; b++) {
            for (int t = 0; t < length[b]; t++) {
                final int edge = b * maxLength + t;
                final int e = terms.start[first + b] + t;
                terms.logForward[e] = policy.logForward(states, row[edge], action[edge]);
                terms.logBackward[e] = logBackward(b, t);
                terms.logFlow[e] = policy.logFlow(states, row[edge]);
            }
        }
    }

    /**
     * Adds the gradient that belongs to this batch's part of a larger batch.
     *
     * @param backend multiplies
     * @param parameters those that the batch was drawn with
     * @param derivatives of the loss
     * @param reads the quantities for which there are derivatives
     * @param first this batch's first trajectory in the larger one
     * @param gradient added to; as long as the parameter vector
     */
    public void addGradient(final ComputeBackend backend, final float[] parameters, final TrajectoryTerms derivatives,
            final Set<Quantity> reads, final int first, final float[] gradient) {
        final boolean backward = reads.contains(Quantity.LOG_BACKWARD);
        final boolean flow = reads.contains(Quantity.LOG_FLOW);
        policy.clearDerivatives(states);
        for (int b = 0; b < count; b++) {
            for (int t = 0; t < length[b]; t++) {
                final int edge = b * maxLength + t;
                final int e = derivatives.start[first + b] + t;
                policy.addForwardDerivative(states, row[edge], action[edge], derivatives.logForward[e]);
                if (backward && hasLearnedBackward(edge)) {
                    policy.addBackwardDerivative(states, rowAfter(b, t), backwardAction[edge],
                            derivatives.logBackward[e]);
                }
                if (flow) {
                    policy.addFlowDerivative(states, row[edge], derivatives.logFlow[e]);
                }
            }
            if (reads.contains(Quantity.LOG_PARTITION)) {
                gradient[policy.logPartitionAt()] += (float) derivatives.logPartition[first + b];
            }
        }
        policy.backward(backend, parameters, states, gradient);
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
