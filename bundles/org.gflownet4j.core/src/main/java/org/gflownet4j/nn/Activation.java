package org.gflownet4j.nn;

/**
 * Element-wise functions between layers. Their derivatives are expressed by the function's value alone, so that a network
 * keeps nothing but its values for the backward pass; only {@link #SILU}, whose value does not determine its derivative,
 * keeps the derivatives (its <em>slopes</em>) beside them.
 *
 * <p>Loops are written without branches, calls and conversions, so that the virtual machine turns them into vector
 * instructions. The exponential functions go back to one rational approximation of tanh, in single precision.
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
                // exp(x) − 1 = 2t / (1 − t), with t = tanh(x/2): exact to a float even where x is small
                final float tanh = tanh(0.5f * Math.min(0f, values[i]));
                values[i] = Math.max(0f, values[i]) + 2f * tanh / (1f - tanh);
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
                final float sigmoid = 0.5f + 0.5f * tanh(0.5f * values[i]);
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
                values[i] = tanh(values[i]);
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

    /** From 9 on tanh(x) is 1 to a float; here the approximation is 1 or more, and so exactly 1 after the last line. */
    private static final float TANH_IS_ONE = 9.5f;

    /** tanh(x)/x = (1 + p₁x² + … + p₄x⁸) / (1 + q₁x² + … + q₄x⁸), fitted for least relative error between ±9: 2·10⁻⁸. */
    private static final float P1 = 0.13381033f;
    private static final float P2 = 0.0034955952f;
    private static final float P3 = 2.0609159e-5f;
    private static final float P4 = 1.3354698e-8f;
    private static final float Q1 = 0.46714348f;
    private static final float Q2 = 0.025877012f;
    private static final float Q3 = 3.2856446e-4f;
    private static final float Q4 = 7.776587e-7f;

    /** tanh(x) to a relative error of 5·10⁻⁷, never beyond ±1. */
    private static float tanh(final float value) {
        final float x = Math.max(-TANH_IS_ONE, Math.min(TANH_IS_ONE, value));
        final float u = x * x;
        final float above = x * (1f + u * (P1 + u * (P2 + u * (P3 + u * P4))));
        final float below = 1f + u * (Q1 + u * (Q2 + u * (Q3 + u * Q4)));
        return Math.max(-1f, Math.min(1f, above / below));
    }

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
