package org.gflownet4j.nn;

/** Element-wise functions between layers, and their derivatives expressed by the function's value. */
public enum Activation {

    /** {@code max(0, x)}. */
    RELU {
        @Override
        void apply(final float[] values, final int from, final int to) {
            for (int i = from; i < to; i++) {
                values[i] = Math.max(0f, values[i]);
            }
        }

        @Override
        void multiplyByDerivative(final float[] values, final float[] gradient, final int count) {
            for (int i = 0; i < count; i++) {
                gradient[i] = values[i] > 0f ? gradient[i] : 0f;
            }
        }
    },

    /** {@code tanh(x)}: smooth, slower. */
    TANH {
        @Override
        void apply(final float[] values, final int from, final int to) {
            for (int i = from; i < to; i++) {
                values[i] = (float) Math.tanh(values[i]);
            }
        }

        @Override
        void multiplyByDerivative(final float[] values, final float[] gradient, final int count) {
            for (int i = 0; i < count; i++) {
                gradient[i] *= 1f - values[i] * values[i];
            }
        }
    };

    /** Replaces {@code values[from..to)} by the function of them. */
    abstract void apply(float[] values, int from, int to);

    /** {@code gradient[i] *= f′}, for the first {@code count}, where {@code values} are the function's values. */
    abstract void multiplyByDerivative(float[] values, float[] gradient, int count);
}
