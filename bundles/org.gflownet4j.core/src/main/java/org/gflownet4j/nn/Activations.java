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
    /** Of rows that begin with another one's sum: features f that are added to it, and, as ~f, those that are taken away. */
    private int[] change = new int[0];
    private int[] changeFrom;
    private int[] changeCount;
    private int changes;
    /** {@code [row][denseWidth]}. */
    float[] dense;
    /** Vectors that are added to the first layer's linear outputs, and derivatives with respect to them. */
    float[] shift = new float[0];
    float[] shiftGradient = new float[0];
    /** Where the vector of a row begins; −1 for none. */
    int[] shiftAt;
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
        changeFrom = grown(changeFrom, capacity);
        changeCount = grown(changeCount, capacity);
        shiftAt = grown(shiftAt, capacity);
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
        changes = 0;
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
        shiftAt[row] = -1;
    }

    /**
     * Says which vector is added to the first layer's linear output of a row, when its inputs are written.
     *
     * @param row number of the row
     * @param at index of the vector's first float in what {@link #shiftBy} gives
     */
    public void setShift(final int row, final int at) {
        shiftAt[row] = at;
    }

    /**
     * Gives the vectors that are added to the first layer's linear outputs, of those rows that name one.
     *
     * @param vectors read in the forward pass
     * @param gradient the backward pass adds the loss's derivatives with respect to the vectors; of the same shape
     */
    public void shiftBy(final float[] vectors, final float[] gradient) {
        shift = vectors;
        shiftGradient = gradient;
    }

    /**
     * Names an earlier row that a row may differ little from. That makes the first layer quicker where it is so, and changes
     * nothing but the rounding.
     *
     * @param row number of the row, whose inputs are all written
     * @param similar number of an earlier one that is evaluated with the same parameters
     */
    public void resembles(final int row, final int similar) {
        if (shiftAt[row] != shiftAt[similar]
                || !Arrays.equals(dense, row * denseWidth, (row + 1) * denseWidth, dense, similar * denseWidth,
                        (similar + 1) * denseWidth)) {
            return;
        }
        final int at = row * maxActive;
        final int similarAt = similar * maxActive;
        // long inputs agree in nearly all places: only what is between the first and the last difference is compared
        int end = at + activeCount[row];
        int similarEnd = similarAt + activeCount[similar];
        final int same = Arrays.mismatch(active, at, end, active, similarAt, similarEnd);
        final int begin = at + (same < 0 ? activeCount[row] : same);
        final int similarBegin = similarAt + (same < 0 ? activeCount[row] : same);
        while (end > begin && similarEnd > similarBegin && active[end - 1] == active[similarEnd - 1]) {
            end--;
            similarEnd--;
        }
        // one less than the sum from scratch takes, since the other row's has to be copied
        final int most = activeCount[row] - 2;
        nextComparison();
        for (int i = similarBegin; i < similarEnd; i++) {
            seenIn[active[i]] = comparisons;
        }
        if (change.length < changes + maxActive) {
            change = Arrays.copyOf(change, 2 * (changes + maxActive));
        }
        final int from = changes;
        final int last = from + most;
        int to = from;
        for (int i = begin; i < end && to <= last; i++) {
            final int feature = active[i];
            if (seenIn[feature] == comparisons) {
                seenIn[feature] = 0;
            } else {
                change[to++] = feature;
            }
        }
        for (int i = similarBegin; i < similarEnd && to <= last; i++) {
            final int feature = active[i];
            if (seenIn[feature] == comparisons) {
                change[to++] = ~feature;
            }
        }
        if (to <= last) {
            base[row] = similar;
            changeFrom[row] = from;
            changeCount[row] = to - from;
            changes = to;
        }
    }

    /** What is added to the first sum of a row, and, as ~f, taken away: all its features, if it begins with none. */
    int[] changes(final int row) {
        return base[row] < 0 ? active : change;
    }

    /** Index of the first of these. */
    int firstChange(final int row) {
        return base[row] < 0 ? row * maxActive : changeFrom[row];
    }

    /** Number of these. */
    int changeCount(final int row) {
        return base[row] < 0 ? activeCount[row] : changeCount[row];
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
            final int[] list = changes(row);
            final int end = firstChange(row) + changeCount(row);
            for (int i = firstChange(row); i < end; i++) {
                featureEnd[list[i] < 0 ? ~list[i] : list[i]]++;
            }
            total += changeCount(row);
        }
        if (sortedRow.length < total) {
            sortedRow = new int[2 * total];
        }
        int begin = 0;
        for (int feature = 0; feature < featureEnd.length; feature++) {
            final int count = featureEnd[feature];
            featureEnd[feature] = begin;
            begin += count;
        }
        for (int row = 0; row < rows; row++) {
            final int[] list = changes(row);
            final int end = firstChange(row) + changeCount(row);
            for (int i = firstChange(row); i < end; i++) {
                final int feature = list[i] < 0 ? ~list[i] : list[i];
                sortedRow[featureEnd[feature]++] = list[i] < 0 ? ~row : row;
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
