package org.gflownet4j.nn;

/**
 * Element-wise functions between layers. Their derivatives are expressed by the function's value alone, so that a network
 * keeps nothing but its values for the backward pass; only {@link #SILU}, whose value does not determine its derivative,
 * keeps the derivatives (its <em>slopes</em>) beside them.
 *
 * <p>Loops are written without branches, which the sign of random numbers would make expensive.
 */
public enum Activation {

    /** {@code max(0, x)}. */
    RELU {
        @Override
        void apply(final float[] values, final float[] slopes, final int from, final int to) {
            for (int i = from; i < to; i++) {
                values[i] = Math.max(0f, values[i]);
            }
        }

        @Override
        void multiplyBySlopes(final float[] values, final float[] slopes, final float[] target, final int count) {
            for (int i = 0; i < count; i++) {
                target[i] *= Math.min(1f, values[i] * Float.MAX_VALUE);
            }
        }
    },

    /** {@code max(x, 0.01·x)} (Maas et al. 2013): no unit is ever without a gradient. */
    LEAKY_RELU {
        @Override
        void apply(final float[] values, final float[] slopes, final int from, final int to) {
            for (int i = from; i < to; i++) {
                values[i] = Math.max(values[i], LEAK * values[i]);
            }
        }

        @Override
        void multiplyBySlopes(final float[] values, final float[] slopes, final float[] target, final int count) {
            for (int i = 0; i < count; i++) {
                target[i] *= Math.max(LEAK, Math.min(1f, values[i] * Float.MAX_VALUE));
            }
        }
    },

    /** {@code x} where positive, {@code exp(x) − 1} elsewhere (Clevert et al. 2016, α = 1). */
    ELU {
        @Override
        void apply(final float[] values, final float[] slopes, final int from, final int to) {
            for (int i = from; i < to; i++) {
                // in double precision the difference is exact to a float even where x is small
                values[i] = values[i] > 0f ? values[i] : (float) (Math.exp(values[i]) - 1);
            }
        }

        @Override
        void multiplyBySlopes(final float[] values, final float[] slopes, final float[] target, final int count) {
            for (int i = 0; i < count; i++) {
                target[i] *= Math.min(1f, values[i] + 1f);
            }
        }
    },

    /** {@code x / (1 + exp(−x))}, also called swish (Elfwing et al. 2018): smooth, and not monotone. */
    SILU {
        @Override
        boolean keepsSlopes() {
            return true;
        }

        @Override
        void apply(final float[] values, final float[] slopes, final int from, final int to) {
            for (int i = from; i < to; i++) {
                final float sigmoid = (float) (1 / (1 + Math.exp(-values[i])));
                final float value = values[i] * sigmoid;
                values[i] = value;
                slopes[i] = sigmoid + value * (1f - sigmoid);
            }
        }

        @Override
        void multiplyBySlopes(final float[] values, final float[] slopes, final float[] target, final int count) {
            for (int i = 0; i < count; i++) {
                target[i] *= slopes[i];
            }
        }
    },

    /** {@code tanh(x)}: smooth and bounded. */
    TANH {
        @Override
        void apply(final float[] values, final float[] slopes, final int from, final int to) {
            for (int i = from; i < to; i++) {
                // exact to a float down to |x| = 10⁻⁹, and five times as fast as Math.tanh
                values[i] = (float) (1 - 2 / (Math.exp(2.0 * values[i]) + 1));
            }
        }

        @Override
        void multiplyBySlopes(final float[] values, final float[] slopes, final float[] target, final int count) {
            for (int i = 0; i < count; i++) {
                target[i] *= 1f - values[i] * values[i];
            }
        }
    };

    private static final float LEAK = 0.01f;

    /** Whether the derivatives have to be kept from the forward pass. */
    boolean keepsSlopes() {
        return false;
    }

    /**
     * Replaces {@code values[from..to)} by the function of them, and writes the derivatives to {@code slopes}, which is
     * empty unless {@link #keepsSlopes()}.
     */
    abstract void apply(float[] values, float[] slopes, int from, int to);

    /**
     * {@code target[i] *= f′(x)}, for the first {@code count}, where {@code values} and {@code slopes} are what
     * {@link #apply} left.
     */
    abstract void multiplyBySlopes(float[] values, float[] slopes, float[] target, int count);
}
