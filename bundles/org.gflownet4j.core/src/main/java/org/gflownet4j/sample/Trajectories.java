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
import org.gflownet4j.reward.LogReward;

/**
 * A batch of complete trajectories, walked level by level by a policy, forward from s₀ or backward from given objects,
 * and the distinct states they pass through. Log-probabilities always come from the policy as it is, however the
 * trajectories were drawn. Reused from batch to batch; not thread-safe.
 */
public final class Trajectories {

    private static final int[] NO_LIMIT = {};

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
    /** Number of the head of P_F that each trajectory is drawn with; 0 where there is but one. */
    private final int[] head;
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
    /** Parameters with noise; no room for them before they are needed. */
    private float[] noisy = new float[0];
    private final boolean[] legalBack;
    /** log R of the objects, where drawing them took it. */
    private final double[] logReward;
    private boolean knowsRewards;
    /** Made when it is first asked for. */
    private BackAndForth backAndForth;

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
        this.head = new int[capacity];
        this.length = new int[capacity];
        this.action = new int[edges];
        this.backwardAction = new int[edges];
        this.row = new int[edges];
        this.fixedLogBackward = new double[edges];
        this.endRow = new int[capacity];
        this.current = new int[Math.multiplyExact(capacity, width)];
        this.child = new int[width];
        this.legalBack = new boolean[environment.backwardActions()];
        this.logReward = new double[capacity];
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
     * Number of edges of all trajectories of the batch.
     *
     * @return at least {@link #count}
     */
    public long steps() {
        long sum = 0;
        for (int b = 0; b < count; b++) {
            sum += length[b];
        }
        return sum;
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

    /**
     * Copies log R of the objects, if drawing them took their rewards: then nobody has to compute them a second time.
     *
     * @param target overwritten from 0 on, if they are known
     * @return whether they are known
     */
    public boolean copyLogRewards(final double[] target) {
        if (knowsRewards) {
            System.arraycopy(logReward, 0, target, 0, count);
        }
        return knowsRewards;
    }

    /** Sets log R of an object; those of all are known when the last one is set. */
    void setLogReward(final int b, final double value) {
        logReward[b] = value;
        knowsRewards = b == count - 1;
    }

    /** Most trajectories at a time. */
    int capacity() {
        return capacity;
    }

    /** What draws them. */
    Policy policy() {
        return policy;
    }

    /** Forgets the last batch, and makes room for another one. */
    void begin(final int trajectories, final Conditions given) {
        if (trajectories > capacity || given.count() < trajectories) {
            throw new IllegalArgumentException("A batch of " + trajectories + " trajectories does not fit room for "
                    + capacity + " and " + given.count() + " conditions.");
        }
        count = trajectories;
        conditions = given;
        knowsRewards = false;
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
        start(0, count);
        walkForward(backend, parameters, 0, count, Integer.MAX_VALUE, exploration, stream, seed, stream);
    }

    /**
     * Draws trajectories from P_F, and others from them by local search: see {@link LocalSearch}. The objects' rewards are
     * known afterwards.
     *
     * @param backend multiplies
     * @param parameters the policy's
     * @param given as many as there are to be trajectories, at most the capacity; of no width
     * @param exploration how far the first ones leave the policy's ways
     * @param search how the others come from them
     * @param reward of the objects
     * @param seed of the run
     * @param stream random stream of the first trajectory; the others follow, one stream each
     */
    public void sampleWithLocalSearch(final ComputeBackend backend, final float[] parameters, final Conditions given,
            final Exploration exploration, final LocalSearch search, final LogReward reward, final long seed,
            final long stream) {
        if (given.width() > 0) {
            throw new IllegalArgumentException(
                    "Local search knows no conditions: take fresh trajectories for a conditional policy.");
        }
        begin(given.count(), given);
        if (backAndForth == null) {
            backAndForth = new BackAndForth(this);
        }
        backAndForth.fill(backend, parameters, exploration, search, reward, seed, stream);
    }

    /** Puts some walks at s₀. */
    void start(final int from, final int to) {
        for (int b = from; b < to; b++) {
            environment.writeInitial(current, b * width);
        }
    }

    /**
     * Walks some trajectories on to their ends, from where they are, and evaluates all states.
     *
     * @param limit walks that are as long end unfinished
     * @param number that exploration knows the first trajectory by
     * @param stream random stream of the trajectory {@code from}
     */
    void walkForward(final ComputeBackend backend, final float[] parameters, final int from, final int to,
            final int limit, final Exploration exploration, final long number, final long seed, final long stream) {
        for (int b = from; b < to; b++) {
            head[b] = Thompson.drawingHead(policy.forwardHeads(), exploration, seed, stream + b - from);
        }
        boolean anyAlive = true;
        while (anyAlive) {
            progress.checkCancelled();
            for (int b = from; b < to; b++) {
                if (isAlive(b, limit)) {
                    row[b * maxLength + length[b]] = states.add(current, b * width, conditions, b,
                            length[b] == 0 ? -1 : row[b * maxLength + length[b] - 1]);
                } else if (!policy.savings().liveRows()) {
                    states.addPadding(row[b * maxLength]);
                }
            }
            policy.evaluate(backend, parameters, states);
            anyAlive = false;
            for (int b = from; b < to; b++) {
                if (isAlive(b, limit)) {
                    stepForward(b, exploration, exploration.temperatureOf(number + b - from),
                            CounterRandom.uniform(seed, stream + b - from, length[b]));
                    anyAlive |= isAlive(b, limit);
                }
            }
        }
        finish(backend, parameters, from, to);
    }

    /**
     * Draws trajectories from P_F with noise in the weights of its last layer, one noise for all of them. They are scored
     * with P_F as it is: all states are evaluated a second time.
     *
     * @param backend multiplies
     * @param parameters the policy's
     * @param trajectories how many, at most the capacity
     * @param given their conditions
     * @param exploration how far they leave the noisy policy's ways
     * @param noise σ of {@link Policy#addNoise}, at least 0; with 0 nothing is evaluated twice
     * @param seed of the run
     * @param stream random stream of the first trajectory, and of the noise; the others follow, one stream each
     */
    public void sampleNoisy(final ComputeBackend backend, final float[] parameters, final int trajectories,
            final Conditions given, final Exploration exploration, final double noise, final long seed,
            final long stream) {
        if (noise == 0) {
            sampleForward(backend, parameters, trajectories, given, exploration, seed, stream);
            return;
        }
        if (noisy.length != parameters.length) {
            noisy = new float[parameters.length];
        }
        System.arraycopy(parameters, 0, noisy, 0, parameters.length);
        policy.addNoise(noisy, noise, seed, stream);
        sampleForward(backend, noisy, trajectories, given, exploration, seed, stream);
        states.forgetValues();
        policy.evaluate(backend, parameters, states);
    }

    /** Whether a walk has not stopped, is not complete, and not as long as the limit. */
    private boolean isAlive(final int b, final int limit) {
        return length[b] >= 0 && length[b] < limit && !environment.isComplete(current, b * width);
    }

    /** Takes one sampled step; the length of a walk that stops is marked by its sign until the end. */
    private void stepForward(final int b, final Exploration exploration, final double temperature,
            final double uniform) {
        takeStep(b, policy.sampleForward(states, row[b * maxLength + length[b]], head[b], exploration.randomSteps(),
                temperature, exploration.stopBias(), uniform));
    }

    private void takeStep(final int b, final int chosen) {
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
        start(0, count);
        boolean anyAlive = true;
        for (int t = 0; anyAlive; t++) {
            progress.checkCancelled();
            anyAlive = false;
            for (int b = 0; b < count; b++) {
                if (t < lengths[b]) {
                    row[b * maxLength + t] = states.add(current, b * width, conditions, b,
                            t == 0 ? -1 : row[b * maxLength + t - 1]);
                    takeStep(b, given[starts[b] + t]);
                    anyAlive = true;
                }
            }
        }
        finish(backend, parameters, 0, count);
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
        for (int b = 0; b < count; b++) {
            place(b, objects, from + b * width);
        }
        walkBack(backend, parameters, 0, count, NO_LIMIT, seed, stream);
        System.arraycopy(objects, from, current, 0, count * width);
    }

    /** Puts a walk into a state. */
    void place(final int b, final int[] source, final int at) {
        System.arraycopy(source, at, current, b * width, width);
    }

    /**
     * Walks some trajectories back from the objects where they are, to s₀ or until they have as many edges as their limit
     * says, and evaluates all states. The edges then stand in order, and the walks are where the first ones start.
     *
     * @param limit most edges of each trajectory, counted from {@code from}; empty for no limit
     * @param stream random stream of the trajectory {@code from}
     */
    void walkBack(final ComputeBackend backend, final float[] parameters, final int from, final int to,
            final int[] limit, final long seed, final long stream) {
        for (int b = from; b < to; b++) {
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
        boolean anyAlive = true;
        for (int t = 0; anyAlive; t++) {
            progress.checkCancelled();
            if (policy.learnsBackward()) {
                policy.evaluate(backend, parameters, states);
            }
            anyAlive = false;
            for (int b = from; b < to; b++) {
                if (length[b] < (limit.length == 0 ? maxLength : limit[b - from])
                        && environment.parentCount(current, b * width) > 0) {
                    stepBack(b, CounterRandom.uniform(seed, stream + b - from, t), legalBack);
                    anyAlive = true;
                }
            }
        }
        // one evaluation of many states where the walks did not need any
        policy.evaluate(backend, parameters, states);
        for (int b = from; b < to; b++) {
            reverse(b);
        }
    }

    /** Takes back the last edges of a trajectory, and puts its walk where the first of them started. */
    void cut(final int b, final int edges) {
        states.copyState(row[b * maxLength + edges], current, b * width);
        length[b] = edges;
        endRow[b] = -1;
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
        if (policy.learnsBackward()) {
            environment.stepBack(current, at, chosen);
        } else {
            System.arraycopy(current, at, child, 0, width);
            environment.stepBack(current, at, chosen);
            fixedLogBackward[edge] = fixedBackward.logProbability(fixedBackward.weight(current, at), child, 0);
        }
        row[edge] = states.add(current, at, conditions, b, length[b] == 0 ? endRow[b] : row[edge - 1]);
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
    private void finish(final ComputeBackend backend, final float[] parameters, final int from, final int to) {
        for (int b = from; b < to; b++) {
            length[b] = Math.abs(length[b]);
            if (evaluatesEnds && !stops(b)) {
                endRow[b] = states.add(current, b * width, conditions, b, row[b * maxLength + length[b] - 1]);
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

    /**
     * The states that the trajectories pass.
     *
     * @return each distinct one once, reused from batch to batch
     */
    public EvaluatedStates states() {
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

    /**
     * log P_F(τ) − log P_B(τ | x) of a trajectory.
     *
     * @param trajectory number in the batch
     * @return nats; in a tree, log P_T(x) itself
     */
    public double logWeight(final int trajectory) {
        double sum = 0;
        for (int t = 0; t < length[trajectory]; t++) {
            sum += logForward(trajectory, t);
            sum -= logBackward(trajectory, t);
        }
        return sum;
    }
}
