package org.gflownet4j.nn;

import java.util.Arrays;

import org.gflownet4j.random.CounterRandom;

/**
 * Where the parameters of a network's layers are, and how they start: see {@link Mlp}. Arrays are for reading.
 */
final class Layout {

    private final int parameterOffset;
    /** Inputs, units of each hidden layer, outputs. */
    private final int[] widths;
    private final int[] weightAt;
    private final int[] biasAt;
    /** One per hidden layer; none without layer norm. */
    private final LayerNorm[] norms;
    private final int parameterCount;

    /**
     * A layout.
     *
     * @param inputs of the first layer
     * @throws IllegalArgumentException in words for a user, if there would be too many parameters
     */
    Layout(final int inputs, final int[] hidden, final int outputs, final boolean layerNorm,
            final int parameterOffset) {
        this.parameterOffset = parameterOffset;
        this.widths = new int[hidden.length + 2];
        widths[0] = inputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[hidden.length + 1] = outputs;
        this.weightAt = new int[widths.length - 1];
        this.biasAt = new int[widths.length - 1];
        this.norms = new LayerNorm[layerNorm ? hidden.length : 0];
        int at = parameterOffset;
        for (int layer = 0; layer < weightAt.length; layer++) {
            final int width = widths[layer + 1];
            final long bias = at + (long) widths[layer] * width;
            final long next = bias + (layer < norms.length ? 3L : 1L) * width;
            if (next > Mlp.MAX_PARAMETERS) {
                throw new IllegalArgumentException("The network would have more than " + Mlp.MAX_PARAMETERS
                        + " parameters. Take narrower layers, or a smaller design space.");
            }
            weightAt[layer] = at;
            biasAt[layer] = (int) bias;
            if (layer < norms.length) {
                norms[layer] = new LayerNorm(width, (int) bias + width);
            }
            at = (int) next;
        }
        this.parameterCount = at - parameterOffset;
    }

    int[] widths() {
        return widths;
    }

    int[] weightAt() {
        return weightAt;
    }

    int[] biasAt() {
        return biasAt;
    }

    LayerNorm[] norms() {
        return norms;
    }

    int parameterCount() {
        return parameterCount;
    }

    /** Sets all parameters of the network to zero. */
    void clear(final float[] vector) {
        Arrays.fill(vector, parameterOffset, parameterOffset + parameterCount, 0f);
    }

    /**
     * Draws initial parameters, the last layer's being 0.
     *
     * @param active inputs of the first layer that are not 0, at most
     */
    void initialise(final float[] parameters, final int active, final long seed) {
        clear(parameters);
        for (int layer = 0; layer < weightAt.length - 1; layer++) {
            final int fanIn = layer == 0 ? active : widths[layer];
            drawWeights(parameters, layer, Math.sqrt(6.0 / fanIn), seed);
        }
        for (final LayerNorm norm : norms) {
            Arrays.fill(parameters, norm.gainAt(), norm.gainAt() + norm.width(), 1f);
        }
    }

    /** Draws the last layer's weights, too. */
    void initialiseOutputs(final float[] parameters, final long seed) {
        final int last = weightAt.length - 1;
        drawWeights(parameters, last, Math.sqrt(3.0 / widths[last] / widths[last + 1]), seed);
    }

    /** Draws the last layer's weights, too, as those of a hidden layer whose inputs come in pairs. */
    void initialiseEncoding(final float[] parameters, final long seed) {
        final int last = weightAt.length - 1;
        drawWeights(parameters, last, Math.sqrt(3.0 / widths[last]), seed);
    }

    private void drawWeights(final float[] parameters, final int layer, final double bound, final long seed) {
        for (int i = weightAt[layer]; i < biasAt[layer]; i++) {
            parameters[i] = (float) (bound * (2 * CounterRandom.uniform(seed, -1 - layer, i) - 1));
        }
    }
}
