package org.gflownet4j.sample;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;

/**
 * The last trajectories of a run, first in, first out. Keeps their actions and nothing else: whoever walks them again has them
 * scored by the policy as it is then, so no log-probability can be stale. For unconditional policies. Several threads may
 * walk at once, but not while trajectories are added.
 */
public final class TrajectoryMemory {

    /** Whole numbers up to here are exact in a float, which is what a checkpoint keeps. */
    private static final int MOST_ACTIONS = 1 << 24;

    private final Environment environment;
    private final int capacity;
    private final int maxLength;
    /** {@code [trajectory % capacity][edge]}. */
    private final int[] action;
    private final int[] length;
    private long added;

    /**
     * An empty memory.
     *
     * @param environment what the trajectories are walked in
     * @param capacity trajectories that are kept; 0 for none
     * @throws IllegalArgumentException in words for a user, if the environment has too many actions
     */
    public TrajectoryMemory(final Environment environment, final int capacity) {
        if (capacity > 0 && environment.forwardActions() > MOST_ACTIONS) {
            throw new IllegalArgumentException("Trajectories can be kept of up to " + MOST_ACTIONS
                    + " different steps, but there are " + environment.forwardActions()
                    + ". Take a smaller design space.");
        }
        this.environment = environment;
        this.capacity = capacity;
        this.maxLength = environment.maxTrajectoryLength();
        this.action = new int[Math.multiplyExact(capacity, maxLength)];
        this.length = new int[capacity];
    }

    /**
     * Trajectories that are kept.
     *
     * @return 0 if none ever are
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Trajectories added so far, those that were dropped since among them. The oldest that is kept has the number
     * {@code added − min(added, capacity)}, the newest {@code added − 1}.
     *
     * @return at least 0
     */
    public long added() {
        return added;
    }

    /**
     * Adds all trajectories of a batch, in their order; the oldest ones make room.
     *
     * @param batch not empty
     */
    public void add(final Trajectories batch) {
        for (int b = 0; b < batch.count(); b++) {
            final int slot = (int) (added % capacity);
            length[slot] = batch.length(b);
            for (int t = 0; t < length[slot]; t++) {
                action[slot * maxLength + t] = batch.edges().action(b, t);
            }
            added++;
        }
    }

    /**
     * Walks trajectories again.
     *
     * @param batch filled
     * @param backend multiplies
     * @param parameters the policy's, as it is now
     * @param numbers of the trajectories, each of one that is kept; overwritten
     * @param conditions one for each of them
     */
    public void walk(final Trajectories batch, final ComputeBackend backend, final float[] parameters,
            final long[] numbers, final Conditions conditions) {
        final int[] starts = new int[numbers.length];
        final int[] lengths = new int[numbers.length];
        for (int b = 0; b < numbers.length; b++) {
            final int slot = (int) (numbers[b] % capacity);
            starts[b] = slot * maxLength;
            lengths[b] = length[slot];
        }
        batch.walkAgain(backend, parameters, action, starts, lengths, numbers.length, conditions);
    }

    /**
     * Copies all of it, as a checkpoint keeps it.
     *
     * @return for each trajectory, oldest first, its length and its actions
     */
    public float[] toNumbers() {
        final int kept = (int) Math.min(added, capacity);
        final float[] numbers = new float[kept + Math.multiplyExact(kept, maxLength)];
        int at = 0;
        for (long i = added - kept; i < added; i++) {
            final int slot = (int) (i % capacity);
            numbers[at++] = length[slot];
            for (int t = 0; t < length[slot]; t++) {
                numbers[at++] = action[slot * maxLength + t];
            }
        }
        return Arrays.copyOf(numbers, at);
    }

    /**
     * Goes on from what was copied.
     *
     * @param numbers as {@link #toNumbers()} gave them
     * @param addedThen trajectories added then
     * @throws IllegalArgumentException if these are no trajectories of this environment; the memory is empty then
     */
    public void restore(final float[] numbers, final long addedThen) {
        added = 0;
        final int kept = (int) Math.min(addedThen, capacity);
        int at = 0;
        for (long i = addedThen - kept; i < addedThen; i++) {
            at += restore(numbers, at, (int) (i % capacity));
        }
        if (at != numbers.length) {
            throw damaged();
        }
        added = addedThen;
    }

    /** Walks a trajectory without a policy, so that what is kept can be walked again. */
    private int restore(final float[] numbers, final int at, final int slot) {
        final int edges = at < numbers.length ? (int) numbers[at] : 0;
        if (edges < 1 || edges > maxLength || edges > numbers.length - at - 1) {
            throw damaged();
        }
        final int[] state = new int[environment.stateLength()];
        final boolean[] legal = new boolean[environment.forwardActions()];
        environment.writeInitial(state, 0);
        boolean stopped = false;
        for (int t = 0; t < edges; t++) {
            final float number = numbers[at + 1 + t];
            if (stopped || environment.isComplete(state, 0) || !(number >= 0 && number < legal.length)) {
                throw damaged();
            }
            final int chosen = (int) number;
            environment.forwardMask(state, 0, legal, 0);
            if (!legal[chosen]) {
                throw damaged();
            }
            stopped = chosen == environment.stopAction();
            if (!stopped) {
                environment.step(state, 0, chosen);
            }
            action[slot * maxLength + t] = chosen;
        }
        if (!stopped && !environment.isComplete(state, 0)) {
            throw damaged();
        }
        length[slot] = edges;
        return edges + 1;
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "The state of training is damaged: the trajectories that it remembers can not "
                        + "be walked.");
    }
}
