package org.gflownet4j.sample;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;

/**
 * A batch of complete trajectories, walked level by level by a policy, forward from s₀ or backward from given objects,
 * and the distinct states they pass through. Log-probabilities always come from the policy as it is, however the
 * trajectories were drawn. Reused from batch to batch; not thread-safe.
 */
public final class Trajectories {

    private final Policy policy;
    private final Edges edges;
    private final ForwardWalk forward;
    private final BackwardWalk backward;
    /** Parameters with noise; no room for them before they are needed. */
    private float[] noisy = new float[0];
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
        this.edges = new Edges(policy, capacity, evaluatesEnds);
        this.forward = new ForwardWalk(edges);
        this.backward = new BackwardWalk(edges);
        this.logReward = new double[capacity];
    }

    /**
     * Sets who is asked for cancellation at each step of the walks; nobody at first.
     *
     * @param watcher told nothing
     */
    public void watch(final Progress watcher) {
        forward.watch(watcher);
        backward.watch(watcher);
    }

    /**
     * Number of trajectories in the batch.
     *
     * @return at most the capacity
     */
    public int count() {
        return edges.count();
    }

    /**
     * Number of edges of a trajectory.
     *
     * @param trajectory number in the batch
     * @return at least 1
     */
    public int length(final int trajectory) {
        return edges.length(trajectory);
    }

    /**
     * Number of edges of all trajectories of the batch.
     *
     * @return at least {@link #count}
     */
    public long steps() {
        return edges.steps();
    }

    /**
     * The objects that the trajectories end in.
     *
     * @return {@code [trajectory][stateLength]}
     */
    public int[] objects() {
        return edges.current();
    }

    /**
     * Number of distinct states that networks evaluated in the batch.
     *
     * @return how often the network was evaluated
     */
    public int distinctStates() {
        return edges.states().evaluations();
    }

    /**
     * Copies log R of the objects, if drawing them took their rewards: then nobody has to compute them a second time.
     *
     * @param target overwritten from 0 on, if they are known
     * @return whether they are known
     */
    public boolean copyLogRewards(final double[] target) {
        if (knowsRewards) {
            System.arraycopy(logReward, 0, target, 0, edges.count());
        }
        return knowsRewards;
    }

    /** What the trajectories consist of. */
    Edges edges() {
        return edges;
    }

    /** Local search in this batch. */
    BackAndForth backAndForth() {
        if (backAndForth == null) {
            backAndForth = new BackAndForth(edges, forward, backward);
        }
        return backAndForth;
    }

    private void begin(final int trajectories, final Conditions given) {
        edges.begin(trajectories, given);
        knowsRewards = false;
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
        edges.start(0, trajectories);
        forward.draw(backend, parameters, 0, trajectories, Integer.MAX_VALUE, exploration, stream, seed, stream);
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
        backAndForth().fill(backend, parameters, exploration, search, reward, logReward, seed, stream);
        knowsRewards = true;
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
        edges.states().forgetValues();
        policy.evaluate(backend, parameters, edges.states());
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
        forward.follow(backend, parameters, given, starts, lengths);
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
        place(objects, from);
        backward.draw(backend, parameters, 0, trajectories, BackwardWalk.NO_LIMIT, seed, stream);
        place(objects, from);
    }

    private void place(final int[] objects, final int from) {
        System.arraycopy(objects, from, edges.current(), 0, edges.count() * policy.environment().stateLength());
    }

    /**
     * Whether a trajectory ends with the stop action.
     *
     * @param trajectory number in the batch
     * @return false if it ends in a complete object
     */
    public boolean stops(final int trajectory) {
        return edges.stops(trajectory);
    }

    /**
     * The states that the trajectories pass.
     *
     * @return each distinct one once, reused from batch to batch
     */
    public EvaluatedStates states() {
        return edges.states();
    }

    /**
     * log P_F(τ) − log P_B(τ | x) of a trajectory.
     *
     * @param trajectory number in the batch
     * @return nats; in a tree, log P_T(x) itself
     */
    public double logWeight(final int trajectory) {
        return edges.logWeight(trajectory);
    }
}
