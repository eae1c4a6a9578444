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
    /** The row that a row's first sum begins with; −1 for none. */
    int[] base;
    /** {@code [row][maxActive]}: features f that are added to that sum, and, as ~f, those that are taken away. */
    int[] change;
    int[] changeCount;
    /** {@code [row][denseWidth]}. */
    float[] dense;
    /** {@code [row][hiddenWidths[0]]}: the first layer's linear output. */
    float[] linear;
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
    /** Scratch: a row of the widest layer each. */
    final float[] rowSum;
    final float[] rowPart;
    /** Rows by the features that they add, or, as ~row, take away; see {@link #sortChanges}. */
    int[] sortedRow = new int[0];
    private final int[] featureEnd;
    /** {@code [feature]}: number of the comparison that saw it last. */
    private final int[] seenIn;
    private int comparisons;

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
        final int widest = Math.max(outputWidth, Arrays.stream(hiddenWidths).max().orElse(0));
        this.rowSum = new float[widest];
        this.rowPart = new float[widest];
        this.seenIn = new int[network.features()];
        this.featureEnd = new int[network.features()];
        allocate(16);
    }

    private void allocate(final int capacity) {
        active = grown(active, capacity * maxActive);
        activeCount = grown(activeCount, capacity);
        base = grown(base, capacity);
        change = grown(change, capacity * maxActive);
        changeCount = grown(changeCount, capacity);
        linear = grown(linear, capacity * hiddenWidths[0]);
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
     * Says how many features of a row are active, when they are written.
     *
     * @param row number of the row
     * @param count at most the network's maximum
     */
    public void setActiveCount(final int row, final int count) {
        activeCount[row] = count;
        base[row] = -1;
        changeCount[row] = count;
        System.arraycopy(active, row * maxActive, change, row * maxActive, count);
    }

    /**
     * Names an earlier row that a row may differ little from. That makes the first layer quicker where it is so, and changes
     * nothing but the rounding.
     *
     * @param row number of the row, whose inputs are all written
     * @param similar number of an earlier one that is evaluated with the same parameters
     */
    public void resembles(final int row, final int similar) {
        if (!Arrays.equals(dense, row * denseWidth, (row + 1) * denseWidth, dense, similar * denseWidth,
                (similar + 1) * denseWidth)) {
            return;
        }
        // one less than the sum from scratch takes, since the other row's has to be copied
        final int most = activeCount[row] - 2;
        final int at = row * maxActive;
        final int similarAt = similar * maxActive;
        nextComparison();
        for (int i = 0; i < activeCount[similar]; i++) {
            seenIn[active[similarAt + i]] = comparisons;
        }
        int changes = 0;
        for (int i = 0; i < activeCount[row] && changes <= most; i++) {
            final int feature = active[at + i];
            if (seenIn[feature] == comparisons) {
                seenIn[feature] = 0;
            } else {
                change[at + changes++] = feature;
            }
        }
        for (int i = 0; i < activeCount[similar] && changes <= most; i++) {
            final int feature = active[similarAt + i];
            if (seenIn[feature] == comparisons) {
                change[at + changes++] = ~feature;
            }
        }
        if (changes <= most) {
            base[row] = similar;
            changeCount[row] = changes;
        } else {
            System.arraycopy(active, at, change, at, activeCount[row]);
        }
    }

    private void nextComparison() {
        comparisons++;
        if (comparisons <= 0) {
            Arrays.fill(seenIn, 0);
            comparisons = 1;
        }
    }

    /**
     * Sorts the changes of all rows by feature into {@link #sortedRow}, by counting.
     *
     * @return for each feature the index after its last row there
     */
    int[] sortChanges() {
        Arrays.fill(featureEnd, 0);
        int total = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = row * maxActive; i < row * maxActive + changeCount[row]; i++) {
                featureEnd[change[i] < 0 ? ~change[i] : change[i]]++;
            }
            total += changeCount[row];
        }
        if (sortedRow.length < total) {
            sortedRow = new int[change.length];
        }
        int begin = 0;
        for (int feature = 0; feature < featureEnd.length; feature++) {
            final int count = featureEnd[feature];
            featureEnd[feature] = begin;
            begin += count;
        }
        for (int row = 0; row < rows; row++) {
            for (int i = row * maxActive; i < row * maxActive + changeCount[row]; i++) {
                final int feature = change[i] < 0 ? ~change[i] : change[i];
                sortedRow[featureEnd[feature]++] = change[i] < 0 ? ~row : row;
            }
        }
        return featureEnd;
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
