package org.gflownet4j.policy;

import java.util.Arrays;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.nn.Activations;

/**
 * The distinct states of a batch with what the network says of each: every state is evaluated once, however many
 * trajectories pass through it, and the values are kept for the loss and its gradient. Reused from batch to batch.
 */
public final class EvaluatedStates {

    final Environment environment;
    final int conditionWidth;
    final StateIndex index;
    final Activations activations;
    /** {@code [row][action]}. */
    boolean[] forwardLegal = new boolean[0];
    boolean[] backwardLegal = new boolean[0];
    /** Log-sum-exp of the legal logits of each row. */
    double[] forwardNormaliser = new double[0];
    double[] backwardNormaliser = new double[0];
    float[] outputGradient = new float[0];
    int evaluated;
    private final int[] key;

    EvaluatedStates(final Environment environment, final int conditionWidth, final Activations activations) {
        this.environment = environment;
        this.conditionWidth = conditionWidth;
        this.activations = activations;
        this.key = new int[environment.stateLength() + conditionWidth];
        this.index = new StateIndex(key.length, 64);
    }

    /** Forgets all states and keeps the memory. */
    public void clear() {
        index.clear();
        activations.clear();
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
     * @return number of its row
     */
    public int add(final int[] states, final int at, final Conditions conditions, final int trajectory) {
        final int length = environment.stateLength();
        System.arraycopy(states, at, key, 0, length);
        for (int i = 0; i < conditionWidth; i++) {
            key[length + i] = Float.floatToIntBits(conditions.encoded()[trajectory * conditionWidth + i]);
        }
        final int before = index.size();
        final int row = index.add(key, 0);
        if (row == before) {
            activations.addRow();
            final int count = environment.encode(states, at, activations.active(),
                    row * environment.maxActiveFeatures());
            activations.setActiveCount(row, count);
            if (conditionWidth > 0) {
                System.arraycopy(conditions.encoded(), trajectory * conditionWidth, activations.dense(),
                        row * conditionWidth, conditionWidth);
            }
        }
        return row;
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

    /** Makes room for the masks and normalisers of all rows. */
    void ensureCapacity() {
        final int rows = index.size();
        if (rows > forwardNormaliser.length) {
            final int capacity = Math.max(64, Integer.highestOneBit(rows) * 2);
            forwardLegal = Arrays.copyOf(forwardLegal, capacity * environment.forwardActions());
            backwardLegal = Arrays.copyOf(backwardLegal, capacity * environment.backwardActions());
            forwardNormaliser = Arrays.copyOf(forwardNormaliser, capacity);
            backwardNormaliser = Arrays.copyOf(backwardNormaliser, capacity);
        }
    }
}
