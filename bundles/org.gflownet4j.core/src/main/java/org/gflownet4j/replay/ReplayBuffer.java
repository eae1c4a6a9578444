package org.gflownet4j.replay;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.random.CounterRandom;

/**
 * Distinct objects that are kept to train on them again. Only terminating states and their log-rewards are stored: how an
 * object is reached is drawn anew each time, backward with the P_B of that moment, and scored with the policy of that
 * moment, since stored log-probabilities would be those of a policy that is no more.
 *
 * <p>Objects stand in places 0 to size − 1, in an order that depends on which objects came and when, and on nothing else; a
 * buffer that is restored from its contents goes on exactly as the one that they were taken from. An object that is there
 * already keeps its place, and the log-reward with which it came.
 *
 * <p>Several threads may read at a time, as long as none adds.
 */
public abstract sealed class ReplayBuffer permits FirstInFirstOutBuffer, RankedBuffer {

    /** What the random numbers are for: walks of the same seed and stream use others. */
    private static final long DRAW = 0x5245_504C_4159L;

    private final Environment environment;
    private final int capacity;
    private final int width;
    /** The objects, by number; which place a number has is the buffer's own. */
    private final StateIndex index;
    private final double[] logReward;

    ReplayBuffer(final Environment environment, final int capacity) {
        this.environment = environment;
        this.capacity = capacity;
        this.width = environment.stateLength();
        this.index = new StateIndex(width, capacity);
        this.logReward = new double[capacity];
    }

    /**
     * Most objects.
     *
     * @return at least 1
     */
    public final int capacity() {
        return capacity;
    }

    /**
     * Ints per object.
     *
     * @return the environment's
     */
    public final int stateLength() {
        return width;
    }

    /**
     * Number of objects.
     *
     * @return at most the capacity
     */
    public final int size() {
        return index.size();
    }

    /**
     * Whether there is nothing to draw.
     *
     * @return true at first, unless it was given known objects
     */
    public final boolean isEmpty() {
        return index.size() == 0;
    }

    /**
     * Offers an object, which is copied.
     *
     * @param states holds the object, a terminating state
     * @param at index of its first int
     * @param logRewardOfIt log R(x), in nats, finite
     * @return whether it was taken; it is not if it is there already, or if the buffer has a reason to refuse it
     * @throws IllegalArgumentException if the log-reward is infinite or no number
     */
    public final boolean add(final int[] states, final int at, final double logRewardOfIt) {
        if (!Double.isFinite(logRewardOfIt)) {
            throw new IllegalArgumentException("The object \"" + environment.text(states, at)
                    + "\" can not be kept for replay: the logarithm of its reward is " + logRewardOfIt + ".");
        }
        return index.find(states, at) < 0 && take(states, at, logRewardOfIt);
    }

    /**
     * Draws a place, with replacement; the law is the buffer's own.
     *
     * @param seed of the run
     * @param stream number of the draw; the same number gives the same place as long as nothing is added
     * @return 0 to size − 1
     * @throws IllegalStateException if the buffer is empty
     */
    public final int draw(final long seed, final long stream) {
        if (isEmpty()) {
            throw new IllegalStateException("An empty buffer has nothing to draw.");
        }
        return place(CounterRandom.uniform(CounterRandom.bits(seed, Long.MIN_VALUE, DRAW), stream, 0), stream);
    }

    /**
     * Copies an object.
     *
     * @param place 0 to size − 1
     * @param states where to
     * @param at index of the first int
     */
    public final void copy(final int place, final int[] states, final int at) {
        System.arraycopy(index.rows(), number(place) * width, states, at, width);
    }

    /**
     * The reward of an object.
     *
     * @param place 0 to size − 1
     * @return log R(x) as it came, in nats
     */
    public final double logReward(final int place) {
        return logReward[number(place)];
    }

    /**
     * All objects, in the order of their places.
     *
     * @return a copy
     */
    public final ReplayContents contents() {
        final int[] states = new int[size() * width];
        final double[] logRewards = new double[size()];
        for (int place = 0; place < logRewards.length; place++) {
            copy(place, states, place * width);
            logRewards[place] = logReward(place);
        }
        return new ReplayContents(width, states, logRewards);
    }

    /**
     * Takes what another buffer of the same kind held, in place of what is here.
     *
     * @param contents its objects
     * @throws IllegalArgumentException in words for a user, if this buffer could not have held them
     */
    public final void restore(final ReplayContents contents) {
        if (contents.size() > capacity) {
            throw new IllegalArgumentException("The state of training does not fit: its replay buffer holds "
                    + contents.size() + " objects, but there is room for " + capacity + ".");
        }
        contents.requireObjectsOf(environment);
        index.clear();
        for (int i = 0; i < contents.size(); i++) {
            if (index.add(contents.states(), i * width) != i) {
                throw damaged("has \"" + environment.text(contents.states(), i * width) + "\" twice");
            }
            logReward[i] = contents.logRewards()[i];
        }
        restored();
    }

    static IllegalArgumentException damaged(final String what) {
        return new IllegalArgumentException("The state of training is damaged: its replay buffer " + what + ".");
    }

    /** Takes an object that is not there, unless there is a reason not to. */
    abstract boolean take(int[] states, int at, double logRewardOfIt);

    /** The number of the object in a place. */
    abstract int number(int place);

    /** The place that a uniform number between 0 and 1 stands for. */
    abstract int place(double uniform, long stream);

    /** Called when objects 0 to size − 1 were restored in the order of their places. */
    abstract void restored();

    /** Adds an object behind the others. */
    final int append(final int[] states, final int at, final double logRewardOfIt) {
        final int number = index.add(states, at);
        logReward[number] = logRewardOfIt;
        return number;
    }

    /** Puts an object in the place of one. */
    final void replace(final int number, final int[] states, final int at, final double logRewardOfIt) {
        index.replace(number, states, at);
        logReward[number] = logRewardOfIt;
    }

    /** How different an object is from the one in a place. */
    final double distance(final int place, final int[] states, final int at) {
        return environment.distance(index.rows(), number(place) * width, states, at);
    }
}
