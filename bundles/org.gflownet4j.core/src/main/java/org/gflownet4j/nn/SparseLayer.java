package org.gflownet4j.nn;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;

/**
 * The first layer's linear part: a row's inputs are binary features, of which it names those that are one, and a few dense
 * inputs; so its product with the weights is a sum of a few weight rows. A row that differs little from an earlier one, as a
 * state does from its parent, takes over the earlier one's sum and adds and subtracts what is different.
 *
 * <p>The gradient goes the same way back: a row's derivatives are added to those of the row that its sum began with, and
 * the weights of a feature get the derivatives of the rows that added it, less those of the rows that took it away.
 *
 * <p>All sums run over scratch rows that begin at index 0: only then does the virtual machine use vector instructions.
 */
final class SparseLayer {

    /** No vectors to add. */
    static final float[] NO_SHIFT = {};

    private static final float[] NOT_WANTED = {};

    private final int features;
    private final int maxActive;
    private final int denseInputs;
    private final int width;
    private final boolean sparse;
    private final int weightAt;
    private final int biasAt;

    /**
     * A layer.
     *
     * @param features number of binary features
     * @param maxActive how many of them are one at most
     * @param denseInputs number of dense inputs, may be 0
     * @param width units of the layer
     * @param sparse whether it works as said; otherwise by products with a matrix of zeros and ones, for comparison
     * @param weightAt index of the weights {@code [features + denseInputs][width]} in the parameter vector; the biases follow
     */
    SparseLayer(final int features, final int maxActive, final int denseInputs, final int width, final boolean sparse,
            final int weightAt) {
        this.features = features;
        this.maxActive = maxActive;
        this.denseInputs = denseInputs;
        this.width = width;
        this.sparse = sparse;
        this.weightAt = weightAt;
        this.biasAt = weightAt + (features + denseInputs) * width;
    }

    int features() {
        return features;
    }

    int maxActive() {
        return maxActive;
    }

    int denseInputs() {
        return denseInputs;
    }

    /**
     * Weights times inputs, plus biases, plus the vectors that rows name.
     *
     * @param backend multiplies, if it is not sparse
     * @param parameters the network's, or a direction in their space: the function is linear in them
     * @param shift the vectors; {@link #NO_SHIFT} for none
     * @param rows with inputs and, for those with a row to begin with, their differences
     * @param target overwritten, {@code [row][width]}; rows before {@code from} are read
     */
    void apply(final ComputeBackend backend, final float[] parameters, final float[] shift, final Activations rows,
            final int from, final int to, final float[] target) {
        if (!sparse) {
            applyMatrix(backend, parameters, shift, rows, from, to, target);
            return;
        }
        final float[] sum = rows.rowSum;
        final float[] part = rows.rowPart;
        for (int row = from; row < to; row++) {
            final int base = rows.base[row];
            if (base < 0) {
                System.arraycopy(parameters, biasAt, sum, 0, width);
                for (int i = 0; i < denseInputs; i++) {
                    System.arraycopy(parameters, weightAt + (features + i) * width, part, 0, width);
                    addScaled(rows.dense[row * denseInputs + i], part, sum, width);
                }
                if (shift.length > 0 && rows.shiftAt[row] >= 0) {
                    System.arraycopy(shift, rows.shiftAt[row], part, 0, width);
                    add(part, sum, width);
                }
            } else {
                System.arraycopy(target, base * width, sum, 0, width);
            }
            final int[] changes = rows.changes(row);
            final int end = rows.firstChange(row) + rows.changeCount(row);
            for (int i = rows.firstChange(row); i < end; i++) {
                final int change = changes[i];
                final int feature = change < 0 ? ~change : change;
                System.arraycopy(parameters, weightAt + feature * width, part, 0, width);
                if (change < 0) {
                    subtract(part, sum, width);
                } else {
                    add(part, sum, width);
                }
            }
            System.arraycopy(sum, 0, target, row * width, width);
        }
    }

    /**
     * Computes the derivatives with respect to weights and biases.
     *
     * @param backend multiplies, if it is not sparse
     * @param rows as the forward pass left them; all count
     * @param above with respect to the layer's linear output, {@code [row][width]}; overwritten by derivatives with respect
     *            to the sums that others began with
     * @param gradient overwritten where this layer's parameters are
     */
    void computeGradient(final ComputeBackend backend, final Activations rows, final float[] above,
            final float[] gradient) {
        Arrays.fill(gradient, weightAt, biasAt + width, 0f);
        addColumnSums(above, rows.rows, width, gradient, biasAt, rows.rowSum, rows.rowPart);
        if (!sparse) {
            addShiftGradient(rows, above);
            backend.multiplyBack(rows.rows, features + denseInputs, width, inputs(rows, 0, rows.rows), gradient,
                    weightAt, above, gradient, weightAt, NOT_WANTED);
            return;
        }
        addDenseGradient(rows, above, gradient);
        passToBases(rows, above);
        addShiftGradient(rows, above);
        addFeatureGradient(rows, above, gradient);
    }

    private void applyMatrix(final ComputeBackend backend, final float[] parameters, final float[] shift,
            final Activations rows, final int from, final int to, final float[] target) {
        for (int row = from; row < to; row++) {
            System.arraycopy(parameters, biasAt, target, row * width, width);
            if (shift.length > 0 && rows.shiftAt[row] >= 0) {
                System.arraycopy(shift, rows.shiftAt[row], rows.rowSum, 0, width);
                addTo(target, row * width, rows.rowSum, rows.rowPart, width);
            }
        }
        backend.multiply(to - from, features + denseInputs, width, inputs(rows, from, to), 0, parameters, weightAt,
                target, from * width, true);
    }

    /** The inputs as a matrix, {@code [row][features + denseInputs]}. */
    private float[] inputs(final Activations rows, final int from, final int to) {
        final int inputs = features + denseInputs;
        final float[] matrix = new float[(to - from) * inputs];
        for (int row = from; row < to; row++) {
            final int at = (row - from) * inputs;
            for (int i = 0; i < rows.activeCount[row]; i++) {
                matrix[at + rows.active[row * maxActive + i]] = 1;
            }
            System.arraycopy(rows.dense, row * denseInputs, matrix, at + features, denseInputs);
        }
        return matrix;
    }

    private void addDenseGradient(final Activations rows, final float[] above, final float[] gradient) {
        for (int i = 0; i < denseInputs; i++) {
            Arrays.fill(rows.rowSum, 0, width, 0f);
            for (int row = 0; row < rows.rows; row++) {
                System.arraycopy(above, row * width, rows.rowPart, 0, width);
                addScaled(rows.dense[row * denseInputs + i], rows.rowPart, rows.rowSum, width);
            }
            addTo(gradient, weightAt + (features + i) * width, rows.rowSum, rows.rowPart, width);
        }
    }

    /** A row comes after the one that its sum began with. */
    private void passToBases(final Activations rows, final float[] above) {
        for (int row = rows.rows - 1; row >= 0; row--) {
            if (rows.base[row] >= 0) {
                System.arraycopy(above, row * width, rows.rowSum, 0, width);
                addTo(above, rows.base[row] * width, rows.rowSum, rows.rowPart, width);
            }
        }
    }

    /** A row that began with another one's sum has its vector from there. */
    private void addShiftGradient(final Activations rows, final float[] above) {
        if (rows.shiftGradient.length == 0) {
            return;
        }
        for (int row = 0; row < rows.rows; row++) {
            if (rows.base[row] < 0 && rows.shiftAt[row] >= 0) {
                System.arraycopy(above, row * width, rows.rowSum, 0, width);
                addTo(rows.shiftGradient, rows.shiftAt[row], rows.rowSum, rows.rowPart, width);
            }
        }
    }

    /** Feature by feature, so that each row of the gradient is touched once. */
    private void addFeatureGradient(final Activations rows, final float[] above, final float[] gradient) {
        final int[] end = rows.sortChanges();
        int i = 0;
        for (int feature = 0; feature < features; feature++) {
            if (i == end[feature]) {
                continue;
            }
            Arrays.fill(rows.rowSum, 0, width, 0f);
            for (; i < end[feature]; i++) {
                final int row = rows.sortedRow[i];
                System.arraycopy(above, (row < 0 ? ~row : row) * width, rows.rowPart, 0, width);
                if (row < 0) {
                    subtract(rows.rowPart, rows.rowSum, width);
                } else {
                    add(rows.rowPart, rows.rowSum, width);
                }
            }
            addTo(gradient, weightAt + feature * width, rows.rowSum, rows.rowPart, width);
        }
    }

    /** Adds the sum of a matrix's rows to a part of a vector; the other two are scratch. */
    static void addColumnSums(final float[] matrix, final int rows, final int columns, final float[] target,
            final int at, final float[] sum, final float[] part) {
        Arrays.fill(sum, 0, columns, 0f);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(matrix, row * columns, part, 0, columns);
            add(part, sum, columns);
        }
        addTo(target, at, sum, part, columns);
    }

    /** Adds a part of a vector to some rows of a matrix; the last two are scratch. */
    static void addToRows(final float[] source, final int at, final int columns, final float[] matrix, final int from,
            final int to, final float[] sum, final float[] part) {
        System.arraycopy(source, at, part, 0, columns);
        for (int row = from; row < to; row++) {
            addTo(matrix, row * columns, part, sum, columns);
        }
    }

    private static void addTo(final float[] target, final int at, final float[] summand, final float[] scratch,
            final int count) {
        System.arraycopy(target, at, scratch, 0, count);
        add(summand, scratch, count);
        System.arraycopy(scratch, 0, target, at, count);
    }

    private static void add(final float[] source, final float[] target, final int count) {
        for (int i = 0; i < count; i++) {
            target[i] += source[i];
        }
    }

    private static void subtract(final float[] source, final float[] target, final int count) {
        for (int i = 0; i < count; i++) {
            target[i] -= source[i];
        }
    }

    private static void addScaled(final float factor, final float[] source, final float[] target, final int count) {
        for (int i = 0; i < count; i++) {
            target[i] += factor * source[i];
        }
    }
}
