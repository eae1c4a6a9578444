package org.gflownet4j.nn;

/**
 * The first layer's linear part: a row's inputs are binary features, of which it names those that are one, and a few dense
 * inputs; so its product with the weights is a sum of a few weight rows.
 *
 * @param features number of binary features
 * @param maxActive how many of them are one at most
 * @param denseInputs number of dense inputs, may be 0
 * @param width units of the layer
 * @param weightAt index of the weights {@code [features + denseInputs][width]} in the parameter vector; the biases follow
 */
record SparseLayer(int features, int maxActive, int denseInputs, int width, int weightAt) {

    private int biasAt() {
        return weightAt + (features + denseInputs) * width;
    }

    /**
     * Weights times inputs, plus biases.
     *
     * @param parameters the network's, or a direction in their space: the function is linear in them
     * @param target overwritten, {@code [row][width]}
     */
    void apply(final float[] parameters, final Activations rows, final int from, final int to, final float[] target) {
        for (int row = from; row < to; row++) {
            final int at = row * width;
            System.arraycopy(parameters, biasAt(), target, at, width);
            for (int i = 0; i < rows.activeCount[row]; i++) {
                addScaled(1f, parameters, weightAt + rows.active[row * maxActive + i] * width, target, at, width);
            }
            for (int i = 0; i < denseInputs; i++) {
                addScaled(rows.dense[row * denseInputs + i], parameters, weightAt + (features + i) * width, target, at,
                        width);
            }
        }
    }

    /**
     * Adds the derivatives with respect to weights and biases.
     *
     * @param above with respect to the layer's linear output, {@code [row][width]}
     * @param gradient added to
     */
    void addGradient(final Activations rows, final float[] above, final float[] gradient) {
        addColumnSums(above, rows.rows, width, gradient, biasAt());
        for (int row = 0; row < rows.rows; row++) {
            for (int i = 0; i < rows.activeCount[row]; i++) {
                addScaled(1f, above, row * width, gradient, weightAt + rows.active[row * maxActive + i] * width, width);
            }
            for (int i = 0; i < denseInputs; i++) {
                addScaled(rows.dense[row * denseInputs + i], above, row * width, gradient,
                        weightAt + (features + i) * width, width);
            }
        }
    }

    static void addColumnSums(final float[] matrix, final int rows, final int columns, final float[] target,
            final int at) {
        for (int row = 0; row < rows; row++) {
            addScaled(1f, matrix, row * columns, target, at, columns);
        }
    }

    private static void addScaled(final float factor, final float[] source, final int from, final float[] target,
            final int at, final int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] += factor * source[from + i];
        }
    }
}
