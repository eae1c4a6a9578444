package org.gflownet4j.nn;

/**
 * The Adam optimiser (Kingma and Ba, ICLR 2015) on a flat vector, with a learning rate per parameter group:
 * {@code m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; θ ← θ − rate · m̂ / (√v̂ + ε)}, where the hat divides by
 * {@code 1 − βᵗ}.
 */
public final class Adam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float[] mean;
    private final float[] square;
    private long steps;

    /**
     * An optimiser that has seen nothing.
     *
     * @param parameters length of the parameter vector
     */
    public Adam(final int parameters) {
        this.mean = new float[parameters];
        this.square = new float[parameters];
    }

    /** Begins a step; then {@link #update} is called for each parameter group. */
    public void nextStep() {
        steps++;
    }

    /**
     * Updates a range of parameters. Ranges are independent of each other.
     *
     * @param parameters updated
     * @param gradient derivative of the loss with respect to each parameter
     * @param from first parameter of the range
     * @param to after the last
     * @param rate learning rate, at least 0
     */
    public void update(final float[] parameters, final float[] gradient, final int from, final int to,
            final double rate) {
        final float scale = (float) (rate / (1 - Math.pow(BETA1, steps)));
        final float correction = (float) (1 / (1 - Math.pow(BETA2, steps)));
        final float keepMean = (float) BETA1;
        final float takeMean = (float) (1 - BETA1);
        final float keepSquare = (float) BETA2;
        final float takeSquare = (float) (1 - BETA2);
        for (int i = from; i < to; i++) {
            final float g = gradient[i];
            final float m = keepMean * mean[i] + takeMean * g;
            final float v = keepSquare * square[i] + takeSquare * g * g;
            mean[i] = m;
            square[i] = v;
            parameters[i] -= scale * m / ((float) Math.sqrt(v * correction) + EPSILON);
        }
    }
}
