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
    final StateIndex index;
    /** One per network; the inputs of all are those of the first. */
    final Activations[] activations;
    /** P_F in each row. */
    final SoftMax forward;
    /** A learned P_B in each row. */
    final SoftMax backward;
    /** Derivatives with respect to the outputs of each network, and to the forward and the backward normalisers. */
    final float[][] outputGradient;
    double[] outflowGradient = new double[0];
    double[] backwardSumGradient = new double[0];
    int evaluated;
    private final int[] key;

    EvaluatedStates(final Environment environment, final int conditionWidth, final int backwardActions,
            final Activations[] activations) {
        this.environment = environment;
        this.conditionWidth = conditionWidth;
        this.activations = activations;
        this.forward = new SoftMax(environment.forwardActions());
        this.backward = new SoftMax(backwardActions);
        this.outputGradient = new float[activations.length][0];
        this.key = new int[environment.stateLength() + conditionWidth];
        this.index = new StateIndex(key.length, 64);
    }

    /** Forgets all states and keeps the memory. */
    public void clear() {
        index.clear();
        for (final Activations network : activations) {
            network.clear();
        }
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
        final int length = environment.stateLength();
        System.arraycopy(states, at, key, 0, length);
        for (int i = 0; i < conditionWidth; i++) {
            key[length + i] = Float.floatToIntBits(conditions.encoded()[trajectory * conditionWidth + i]);
        }
        return addKey();
    }

    /**
     * The row of a state seen under the condition of another row, which is added if it is new.
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
        return addKey();
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
            addKey();
        }
    }

    private int addKey() {
        final int before = index.size();
        final int row = index.add(key, 0);
        if (row == before) {
            addInputs(row);
        }
        return row;
    }

    private void addInputs(final int row) {
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

    /** Makes room for the masks and normalisers of all rows. */
    void ensureCapacity() {
        forward.ensureCapacity(index.size());
        backward.ensureCapacity(index.size());
    }
}
