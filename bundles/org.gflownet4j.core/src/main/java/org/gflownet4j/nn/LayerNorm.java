package org.gflownet4j.nn;

import java.util.Arrays;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): in every row of a layer,
 * {@code x̂ = (z − mean(z)) / √(var(z) + 10⁻⁵)} and {@code y = gain · x̂ + shift}, with a learned gain and shift per unit.
 * It holds no values: those that the backward pass needs, x̂ and the reciprocal deviation, are the caller's.
 *
 * @param width units of the layer
 * @param gainAt index of the first gain in the parameter vector; the shifts follow the gains
 */
record LayerNorm(int width, int gainAt) {

    /** Keeps a row of equal values finite. */
    private static final double EPSILON = 1e-5;

    private int shiftAt() {
        return gainAt + width;
    }

    /**
     * Normalises rows.
     *
     * @param values z, overwritten by y, {@code [row][width]}
     * @param normalised gets x̂, {@code [row][width]}
     * @param inverseDeviation gets 1 / √(var + ε) of each row
     */
    void apply(final float[] parameters, final float[] values, final float[] normalised,
            final float[] inverseDeviation, final int from, final int to) {
        final int shiftAt = shiftAt();
        for (int row = from; row < to; row++) {
            final int at = row * width;
            final float mean = (float) (sum(values, at) / width);
            for (int i = at; i < at + width; i++) {
                normalised[i] = values[i] - mean;
            }
            final float inverse = (float) (1
                    / Math.sqrt(sumOfProducts(normalised, normalised, at) / width + EPSILON));
            inverseDeviation[row] = inverse;
            for (int i = 0; i < width; i++) {
                final float one = normalised[at + i] * inverse;
                normalised[at + i] = one;
                values[at + i] = parameters[gainAt + i] * one + parameters[shiftAt + i];
            }
        }
    }

    /**
     * Computes the derivatives with respect to gain and shift, and turns those with respect to y into those with respect to z.
     *
     * @param target {@code [row][width]}, overwritten
     */
    void backward(final float[] parameters, final float[] normalised, final float[] inverseDeviation,
            final float[] target, final float[] gradient, final int rows) {
        final int shiftAt = shiftAt();
        Arrays.fill(gradient, gainAt, shiftAt + width, 0f);
        for (int row = 0; row < rows; row++) {
            final int at = row * width;
            for (int i = 0; i < width; i++) {
                final float above = target[at + i];
                gradient[gainAt + i] += above * normalised[at + i];
                gradient[shiftAt + i] += above;
                target[at + i] = above * parameters[gainAt + i];
            }
            throughStatistics(target, normalised, inverseDeviation[row], at);
        }
    }

    /**
     * Turns the directional derivative of z into that of y.
     *
     * @param direction in parameter space
     * @param target {@code [row][width]}, overwritten
     */
    void tangent(final float[] parameters, final float[] normalised, final float[] inverseDeviation,
            final float[] direction, final float[] target, final int rows) {
        final int shiftAt = shiftAt();
        for (int row = 0; row < rows; row++) {
            final int at = row * width;
            throughStatistics(target, normalised, inverseDeviation[row], at);
            for (int i = 0; i < width; i++) {
                target[at + i] = target[at + i] * parameters[gainAt + i] + normalised[at + i] * direction[gainAt + i]
                        + direction[shiftAt + i];
            }
        }
    }

    /**
     * Multiplies a row by ∂x̂/∂z, which is symmetric and so serves both directions:
     * {@code v ← (v − mean(v) − x̂ · mean(v·x̂)) / deviation}.
     */
    private void throughStatistics(final float[] target, final float[] normalised, final float inverse, final int at) {
        final float mean = (float) (sum(target, at) / width);
        final float along = (float) (sumOfProducts(target, normalised, at) / width);
        for (int i = at; i < at + width; i++) {
            target[i] = inverse * (target[i] - mean - along * normalised[i]);
        }
    }

    /** Four sums side by side, since each addition waits for the one before. */
    private double sum(final float[] values, final int at) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = at;
        for (; i + 3 < at + width; i += 4) {
            sum0 += values[i];
            sum1 += values[i + 1];
            sum2 += values[i + 2];
            sum3 += values[i + 3];
        }
        for (; i < at + width; i++) {
            sum0 += values[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private double sumOfProducts(final float[] a, final float[] b, final int at) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = at;
        for (; i + 3 < at + width; i += 4) {
            sum0 += (double) a[i] * b[i];
            sum1 += (double) a[i + 1] * b[i + 1];
            sum2 += (double) a[i + 2] * b[i + 2];
            sum3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < at + width; i++) {
            sum0 += (double) a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
