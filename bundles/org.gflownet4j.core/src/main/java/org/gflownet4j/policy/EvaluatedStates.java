package org.gflownet4j.policy;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.nn.Activations;

/**
 * The distinct states of a batch with what the networks say of each: every state is evaluated once, however many
 * trajectories pass through it, and the values are kept for the loss and its gradient. Reused from batch to batch.
 */
public final class EvaluatedStates {

    final Environment environment;
    final int conditionWidth;
    private final Savings savings;
    final StateIndex index;
    /** One per network; the inputs of all are those of the first. */
    final Activations[] activations;
    /** P_F in each row; of several, rows of the first to the last head stand one behind the other. */
    final SoftMax forward;
    private final int forwardHeads;
    /** A learned P_B in each row. */
    final SoftMax backward;
    /** Derivatives with respect to the outputs of each network. */
    final float[][] outputGradient;
    int evaluated;
    private final int[] key;

    EvaluatedStates(final Environment environment, final int conditionWidth, final Savings savings,
            final int forwardHeads, final int backwardActions, final Activations[] activations) {
        this.forwardHeads = forwardHeads;
        this.environment = environment;
        this.conditionWidth = conditionWidth;
        this.savings = savings;
        this.activations = activations;
        this.forward = new SoftMax(environment.forwardActions());
        this.backward = new SoftMax(backwardActions);
        this.outputGradient = new float[activations.length][0];
        this.key = new int[environment.stateLength() + conditionWidth];
        this.index = new StateIndex(key.length, 64);
    }

    /**
     * Adds a state once more, though it may be there, for the sake of its cost: what padding takes.
     *
     * @param row any
     */
    public void addPadding(final int row) {
        System.arraycopy(index.rows(), row * key.length, key, 0, key.length);
        addInputs(index.append(key, 0), -1);
    }

    /** Forgets all states and keeps the memory. */
    public void clear() {
        index.clear();
        for (final Activations network : activations) {
            network.clear();
        }
        evaluated = 0;
    }

    /** Keeps the states, but forgets what the networks say of them: the next evaluation is one of all rows. */
    public void forgetValues() {
        evaluated = 0;
    }

    /**
     * Number of distinct states.
     *
     * @return rows
     */
    public int size() {
        return index.size();
    }

    /**
     * The row of a state, which is added if it is new.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param conditions of the batch
     * @param trajectory whose condition the state is seen under
     * @return 0 to size − 1
     */
    public int add(final int[] states, final int at, final Conditions conditions, final int trajectory) {
        return add(states, at, conditions, trajectory, -1);
    }

    /**
     * The row of a state that was reached from another one, which makes it quicker to evaluate; it is added if it is new.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param conditions of the batch
     * @param trajectory whose condition the state is seen under
     * @param neighbour row of the other state, its parent or child; −1 for none
     * @return 0 to size − 1
     */
    public int add(final int[] states, final int at, final Conditions conditions, final int trajectory,
            final int neighbour) {
        final int length = environment.stateLength();
        System.arraycopy(states, at, key, 0, length);
        for (int i = 0; i < conditionWidth; i++) {
            key[length + i] = Float.floatToIntBits(conditions.encoded()[trajectory * conditionWidth + i]);
        }
        return addKey(neighbour);
    }

    /**
     * The row of a state seen under the condition of another one, its parent or child, which is added if it is new.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param sameCondition row whose condition it is seen under
     * @return 0 to size − 1
     */
    public int addLike(final int[] states, final int at, final int sameCondition) {
        final int length = environment.stateLength();
        System.arraycopy(states, at, key, 0, length);
        System.arraycopy(index.rows(), sameCondition * key.length + length, key, length, conditionWidth);
        return addKey(sameCondition);
    }

    /**
     * Makes this hold the first rows of another, in their order, not evaluated.
     *
     * @param other of the same environment and width of conditions
     * @param rows how many
     */
    public void copyFrom(final EvaluatedStates other, final int rows) {
        clear();
        for (int row = 0; row < rows; row++) {
            System.arraycopy(other.index.rows(), row * key.length, key, 0, key.length);
            addKey(-1);
        }
    }

    private int addKey(final int neighbour) {
        final int before = index.size();
        final int row = savings.distinctStates() ? index.add(key, 0) : index.append(key, 0);
        if (row == before) {
            addInputs(row, neighbour);
        }
        return row;
    }

    private void addInputs(final int row, final int neighbour) {
        final int maxActive = environment.maxActiveFeatures();
        final Activations first = activations[0];
        first.addRow();
        final int count = environment.encode(key, 0, first.active(), row * maxActive);
        first.setActiveCount(row, count);
        for (int i = 0; i < conditionWidth; i++) {
            first.dense()[row * conditionWidth + i] = Float.intBitsToFloat(key[environment.stateLength() + i]);
        }
        for (int n = 1; n < activations.length; n++) {
            final Activations other = activations[n];
            other.addRow();
            System.arraycopy(first.active(), row * maxActive, other.active(), row * maxActive, count);
            other.setActiveCount(row, count);
            System.arraycopy(first.dense(), row * conditionWidth, other.dense(), row * conditionWidth, conditionWidth);
        }
        if (neighbour >= 0 && savings.sparseLayer()) {
            for (final Activations network : activations) {
                network.resembles(row, neighbour);
            }
        }
    }

    /**
     * Copies a state out.
     *
     * @param row number of its row
     * @param target overwritten from {@code at} on
     * @param at index of the first int
     */
    public void copyState(final int row, final int[] target, final int at) {
        System.arraycopy(index.rows(), row * key.length, target, at, environment.stateLength());
    }

    /**
     * The conditions under which the rows are seen.
     *
     * @return one for each row
     */
    public Conditions conditions() {
        return conditionWidth == 0 ? Conditions.none(size())
                : new Conditions(size(), conditionWidth, activations[0].dense());
    }

    /** The row of {@link #forward} that belongs to a state and a head. */
    int forwardRow(final int row, final int head) {
        return row * forwardHeads + head;
    }

    /**
     * Computes P_F in a state, of all heads. A complete object has no forward actions.
     *
     * @return whether any action is legal, where there should be one
     */
    boolean evaluateForward(final int row, final float[] logits, final int logitsAt) {
        final int at = row * key.length;
        final int actions = environment.forwardActions();
        final int first = forwardRow(row, 0);
        final boolean isComplete = environment.isComplete(index.rows(), at);
        boolean isAny = true;
        if (!isComplete) {
            environment.forwardMask(index.rows(), at, forward.mask(), 0);
        }
        for (int head = 0; head < forwardHeads; head++) {
            if (isComplete) {
                forward.clear(first + head);
            } else {
                isAny &= forward.evaluate(first + head, logits, logitsAt + head * actions);
            }
        }
        return isAny;
    }

    /** Makes room for the masks and normalisers of all rows. */
    void ensureCapacity() {
        forward.ensureCapacity(forwardRow(index.size(), 0));
        backward.ensureCapacity(index.size());
    }

    /** Outputs of the network that a head belongs to. */
    float[] outputs(final Head head) {
        return activations[head.network()].outputs();
    }

    /**
     * log Σ_a exp of the forward logits: with edge flows as logits, what flows out of the state.
     *
     * @param row the state, evaluated
     * @return nats
     */
    public double logOutflow(final int row) {
        return forward.normaliser(forwardRow(row, 0));
    }

    /**
     * log Σ_a exp of the logits of a learned P_B, legal actions only: with counts of paths to parents as logits, log of the
     * number of paths to the state.
     *
     * @param row the state, evaluated
     * @return nats
     */
    public double logBackwardSum(final int row) {
        return backward.normaliser(row);
    }

    /**
     * Draws a forward action from {@code (1 − ε) Q + ε uniform}, where {@code Q(a) ∝ (P_F(a) exp(−c [a = stop]))^(1/T)}: the
     * soft-max of the logits after c is subtracted from that of the stop action, at temperature T.
     *
     * @param row the state, evaluated, not complete
     * @param head whose P_F; 0 is the policy's
     * @param epsilon share of actions drawn at random from the legal ones, 0 to 1
     * @param temperature T, above 0
     * @param stopBias c, at least 0; without a meaning where there is no stop action
     * @param uniform between 0 and 1
     * @return a legal action
     */
    public int sampleForward(final int row, final int head, final double epsilon, final double temperature,
            final double stopBias, final double uniform) {
        final int at = forwardRow(row, head);
        if (uniform < epsilon) {
            return forward.sampleUniform(at, uniform / epsilon);
        }
        final double left = (uniform - epsilon) / (1 - epsilon);
        return temperature == 1 && stopBias == 0 ? forward.sample(at, left)
                : forward.sampleReshaped(at, temperature, environment.stopAction(), Math.exp(-stopBias), left);
    }

    /**
     * Draws a backward action from a learned P_B.
     *
     * @param row the state, evaluated, not s₀
     * @param uniform between 0 and 1
     * @return a legal backward action
     */
    public int sampleBackward(final int row, final double uniform) {
        return backward.sample(row, uniform);
    }
}
