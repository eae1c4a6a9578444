package org.gflownet4j.nn;

import org.gflownet4j.random.CounterRandom;

/**
 * Factorised Gaussian noise for a network's last layer (Fortunato et al., ICLR 2018), of p inputs:
 *
 * <pre>
 * W_ij += σ/√p · f(ε_i) f(ε_j),   b_j += σ/√p · f(ε_j),   f(x) = sgn(x) √|x|,   all ε standard normal.
 * </pre>
 *
 * <p>So few random numbers, one per input and output, cost nothing beside the layer itself.
 */
public final class WeightNoise {

    private WeightNoise() {
    }

    /**
     * Adds noise to the weights and biases of some outputs.
     *
     * @param network whose last layer it is
     * @param parameters changed there
     * @param first output that gets noise
     * @param count outputs from there on that do
     * @param noise σ, at least 0
     * @param seed of this noise
     */
    public static void add(final Mlp network, final float[] parameters, final int first, final int count,
            final double noise, final long seed) {
        final int in = network.lastInputs();
        final int outputs = network.outputs();
        final float[] ofOutput = new float[count];
        for (int j = 0; j < count; j++) {
            ofOutput[j] = (float) (noise / Math.sqrt(in) * rootOfNormal(seed, 1, j));
        }
        int at = network.lastWeightAt() + first;
        for (int i = 0; i < in; i++) {
            final float ofInput = (float) rootOfNormal(seed, 0, i);
            for (int j = 0; j < count; j++) {
                parameters[at + j] += ofInput * ofOutput[j];
            }
            at += outputs;
        }
        // behind the weights stand the biases
        for (int j = 0; j < count; j++) {
            parameters[at + j] += ofOutput[j];
        }
    }

    /** f(ε) of a standard normal ε, by Box and Muller. */
    private static double rootOfNormal(final long seed, final long stream, final long index) {
        final double normal = Math.sqrt(-2 * Math.log(CounterRandom.uniform(seed, stream, 2 * index)))
                * Math.cos(2 * Math.PI * CounterRandom.uniform(seed, stream, 2 * index + 1));
        return Math.signum(normal) * Math.sqrt(Math.abs(normal));
    }
}
