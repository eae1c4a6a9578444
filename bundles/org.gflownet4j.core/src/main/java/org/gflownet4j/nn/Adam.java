package org.gflownet4j.nn;

/**
 * The Adam optimiser (Kingma and Ba, ICLR 2015) on a flat vector, with learning rate and weight decay per range of
 * parameters: {@code m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; θ ← θ − rate · (m̂ / (√v̂ + ε) + decay · θ)}, where the hat
 * divides by {@code 1 − βᵗ}; β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
 *
 * <p>The decay does not pass through m and v: with a decay above 0 this is AdamW (Loshchilov and Hutter, ICLR 2019).
 *
 * <p>Ranges share t. Parameters that are not updated at every step need a count of their own, or their first steps are
 * smaller than the equations say.
 */
public final class Adam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    /** The squares of longer gradients may be too large for a float. */
    public static final double LONGEST_GRADIENT = 1e18;

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

    /** Begins a step; then {@link #update} is called for each range of parameters. */
    public void nextStep() {
        steps++;
    }

    /**
     * Updates a range of parameters without weight decay. Ranges are independent of each other: several threads may
     * update one each.
     *
     * @param parameters updated
     * @param gradient derivative of the loss with respect to each parameter
     * @param from first parameter of the range
     * @param to after the last
     * @param rate learning rate, at least 0
     */
    public void update(final float[] parameters, final float[] gradient, final int from, final int to,
            final double rate) {
        update(parameters, gradient, from, to, rate, 0);
    }

    /**
     * Updates a range of parameters.
     *
     * @param parameters updated
     * @param gradient derivative of the loss with respect to each parameter
     * @param from first parameter of the range
     * @param to after the last
     * @param rate learning rate, at least 0
     * @param weightDecay share of a parameter that a rate of 1 would take off, at least 0; 0 for plain Adam
     */
    public void update(final float[] parameters, final float[] gradient, final int from, final int to,
            final double rate, final double weightDecay) {
        update(parameters, gradient, from, to, rate, weightDecay, steps);
    }

    /**
     * Updates a range of parameters that counts its own steps.
     *
     * @param parameters updated
     * @param gradient derivative of the loss with respect to each parameter
     * @param from first parameter of the range
     * @param to after the last
     * @param rate learning rate, at least 0
     * @param weightDecay share of a parameter that a rate of 1 would take off, at least 0; 0 for plain Adam
     * @param step t of this step, at least 1
     */
    public void update(final float[] parameters, final float[] gradient, final int from, final int to,
            final double rate, final double weightDecay, final long step) {
        final float scale = (float) (rate / (1 - Math.pow(BETA1, step)));
        final float correction = (float) (1 / (1 - Math.pow(BETA2, step)));
        final float shrink = (float) (rate * weightDecay);
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
            // one sum, not a product with 1 − shrink, which a float would round to 1
            parameters[i] -= scale * m / ((float) Math.sqrt(v * correction) + EPSILON) + shrink * parameters[i];
        }
    }

    /**
     * Length of the parameter vector.
     *
     * @return as given
     */
    public int parameters() {
        return mean.length;
    }

    /**
     * Steps begun so far: t.
     *
     * @return at least 0
     */
    public long steps() {
        return steps;
    }

    /**
     * Copies the running means out, as a checkpoint holds them together with {@link #steps()}.
     *
     * @param means overwritten by m; as long as the parameter vector
     * @param squares overwritten by v; as long as the parameter vector
     * @throws IllegalArgumentException if a length is another one
     */
    public void copyState(final float[] means, final float[] squares) {
        requireLengths(means, squares);
        System.arraycopy(mean, 0, means, 0, mean.length);
        System.arraycopy(square, 0, squares, 0, square.length);
    }

    /**
     * Goes back to a state that was copied out: from there every step is the same to the last bit.
     *
     * @param means m, as long as the parameter vector
     * @param squares v, as long as the parameter vector, not negative
     * @param stepsBegun t, at least 0
     * @throws IllegalArgumentException if it is not the state of an optimiser of so many parameters; then nothing changed
     */
    public void restore(final float[] means, final float[] squares, final long stepsBegun) {
        requireLengths(means, squares);
        if (stepsBegun < 0) {
            throw new IllegalArgumentException("An optimiser has taken 0 or more steps, not " + stepsBegun + ".");
        }
        for (int i = 0; i < means.length; i++) {
            // written so that NaN is refused, too
            if (!(squares[i] >= 0 && squares[i] < Float.POSITIVE_INFINITY) || !Float.isFinite(means[i])) {
                throw new IllegalArgumentException("The optimiser's mean " + means[i] + " and mean square " + squares[i]
                        + " of parameter " + i + " are impossible.");
            }
        }
        System.arraycopy(means, 0, mean, 0, mean.length);
        System.arraycopy(squares, 0, square, 0, square.length);
        steps = stepsBegun;
    }

    private void requireLengths(final float[] means, final float[] squares) {
        if (means.length != mean.length || squares.length != mean.length) {
            throw new IllegalArgumentException("An optimiser of " + mean.length + " parameters keeps as many means and"
                    + " mean squares, not " + means.length + " and " + squares.length + ".");
        }
    }
}
