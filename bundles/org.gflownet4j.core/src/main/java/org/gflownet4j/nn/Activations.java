package org.gflownet4j.nn;

import java.util.Arrays;

/**
 * Inputs, hidden values and outputs of a network for a growing number of rows, kept from the forward pass to the backward
 * pass. The memory is reused from batch to batch; nothing is allocated once it has reached its largest size.
 */
public final class Activations {

    final int maxActive;
    final int denseWidth;
    final int[] hiddenWidths;
    final int outputWidth;
    private final boolean keepsSlopes;
    private final boolean layerNorm;

    int rows;
    /** {@code [row][maxActive]}: features that are one; {@link #activeCount} of them. */
    int[] active;
    int[] activeCount;
    /** {@code [row][denseWidth]}. */
    float[] dense;
    /** {@code [layer][row][hiddenWidths[layer]]}. */
    final float[][] hidden;
    /** Derivatives of the activation, of the same shape; empty layers where its values are enough. */
    final float[][] slopes;
    /** Values before gain and shift of the layer norm, of the same shape; empty layers without. */
    final float[][] normalised;
    /** {@code [layer][row]}: reciprocal deviations of the layer norm; empty layers without. */
    final float[][] inverseDeviation;
    /** {@code [row][outputWidth]}. */
    float[] outputs;
    /** Scratch of the backward and the tangent pass: derivatives of two neighbouring layers. */
    float[] scratch = new float[0];
    float[] otherScratch = new float[0];

    Activations(final Mlp network) {
        this.maxActive = network.maxActive();
        this.denseWidth = network.denseInputs();
        this.hiddenWidths = network.hiddenWidths();
        this.outputWidth = network.outputs();
        this.keepsSlopes = network.keepsSlopes();
        this.layerNorm = network.layerNorm();
        this.hidden = new float[hiddenWidths.length][];
        this.slopes = new float[hiddenWidths.length][0];
        this.normalised = new float[hiddenWidths.length][0];
        this.inverseDeviation = new float[hiddenWidths.length][0];
        allocate(16);
    }

    private void allocate(final int capacity) {
        active = grown(active, capacity * maxActive);
        activeCount = grown(activeCount, capacity);
        dense = grown(dense, capacity * denseWidth);
        for (int layer = 0; layer < hidden.length; layer++) {
            final int length = capacity * hiddenWidths[layer];
            hidden[layer] = grown(hidden[layer], length);
            if (keepsSlopes) {
                slopes[layer] = grown(slopes[layer], length);
            }
            if (layerNorm) {
                normalised[layer] = grown(normalised[layer], length);
                inverseDeviation[layer] = grown(inverseDeviation[layer], capacity);
            }
        }
        outputs = grown(outputs, capacity * outputWidth);
    }

    private static float[] grown(final float[] old, final int length) {
        return old == null ? new float[length] : Arrays.copyOf(old, length);
    }

    private static int[] grown(final int[] old, final int length) {
        return old == null ? new int[length] : Arrays.copyOf(old, length);
    }

    /** Makes room for derivatives of a hidden layer of all rows. */
    void ensureScratch() {
        int widest = 0;
        for (final int width : hiddenWidths) {
            widest = Math.max(widest, width);
        }
        if (scratch.length < rows * widest) {
            scratch = new float[activeCount.length * widest];
            otherScratch = new float[activeCount.length * widest];
        }
    }

    /** Forgets all rows. */
    public void clear() {
        rows = 0;
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * Makes room for one more row, whose inputs the caller then writes.
     *
     * @return number of the row
     */
    public int addRow() {
        if (rows == activeCount.length) {
            allocate(rows * 2);
        }
        return rows++;
    }

    /**
     * The active features of all rows; replaced when rows are added.
     *
     * @return {@code [row][maxActive]}
     */
    public int[] active() {
        return active;
    }

    /**
     * Says how many features of a row are active.
     *
     * @param row number of the row
     * @param count at most the network's maximum
     */
    public void setActiveCount(final int row, final int count) {
        activeCount[row] = count;
    }

    /**
     * The dense inputs of all rows; replaced when rows are added.
     *
     * @return {@code [row][denseInputs]}
     */
    public float[] dense() {
        return dense;
    }

    /**
     * The network's outputs for all rows that went through the forward pass; replaced when rows are added.
     *
     * @return {@code [row][outputs]}
     */
    public float[] outputs() {
        return outputs;
    }
}
