package org.gflownet4j.nn;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;

/**
 * A multi-layer perceptron on a flat parameter vector: hidden layers {@code f(W·x + b)}, or
 * {@code f(gain · norm(W·x + b) + shift)} with layer norm, and a linear layer on top. Its first layer takes binary features,
 * of which a row names only those that are one, and, optionally, a few dense inputs; so it is a sum of weight rows instead
 * of a matrix product.
 *
 * <p>Layout of the parameters, from {@link #parameterOffset()}: for each layer the weights {@code [in][out]}, then the
 * biases {@code [out]}, then, in hidden layers with layer norm, the gains {@code [out]} and the shifts {@code [out]}; in
 * the first layer, the features' weight rows come before those of the dense inputs.
 *
 * <p>A network holds no values of its own: any number of threads may use it at once, each with rows of its own.
 */
public final class Mlp {

    /** Larger networks are refused before memory is taken: a quarter of a gibibyte of parameters. */
    public static final int MAX_PARAMETERS = 1 << 26;

    private final SparseLayer first;
    private final Activation activation;
    private final int parameterOffset;
    private final Layout layout;
    /** The layout's. */
    private final int[] widths;
    private final LayerNorm[] norms;
    private final int[] weightAt;
    private final int[] biasAt;

    /**
     * A network without layer norm.
     *
     * @param features number of binary input features
     * @param maxActive how many of them are one at most
     * @param denseInputs number of dense inputs, may be 0
     * @param hidden widths of the hidden layers, at least one
     * @param outputs number of outputs
     * @param activation after each hidden layer
     * @param parameterOffset where its parameters begin in the parameter vector
     * @throws IllegalArgumentException in words for a user, if it would be larger than {@link #MAX_PARAMETERS}
     */
    public Mlp(final int features, final int maxActive, final int denseInputs, final int[] hidden, final int outputs,
            final Activation activation, final int parameterOffset) {
        this(features, maxActive, denseInputs, hidden, outputs, activation, false, true, parameterOffset);
    }

    /**
     * A network.
     *
     * @param features number of binary input features
     * @param maxActive how many of them are one at most
     * @param denseInputs number of dense inputs, may be 0
     * @param hidden widths of the hidden layers, at least one
     * @param outputs number of outputs
     * @param activation after each hidden layer
     * @param layerNorm whether each hidden layer is normalised (Ba et al. 2016) before the activation, with a learned gain
     *            and shift per unit
     * @param sparse whether the first layer adds up weight rows; otherwise it is a matrix product
     * @param parameterOffset where its parameters begin in the parameter vector
     * @throws IllegalArgumentException in words for a user, if it would be larger than {@link #MAX_PARAMETERS}
     */
    public Mlp(final int features, final int maxActive, final int denseInputs, final int[] hidden, final int outputs,
            final Activation activation, final boolean layerNorm, final boolean sparse, final int parameterOffset) {
        this.activation = activation;
        this.parameterOffset = parameterOffset;
        this.layout = new Layout(features + denseInputs, hidden, outputs, layerNorm, parameterOffset);
        this.widths = layout.widths();
        this.norms = layout.norms();
        this.weightAt = layout.weightAt();
        this.biasAt = layout.biasAt();
        this.first = new SparseLayer(features, maxActive, denseInputs, widths[1], sparse, parameterOffset);
    }

    /**
     * First parameter.
     *
     * @return index in the parameter vector
     */
    public int parameterOffset() {
        return parameterOffset;
    }

    /**
     * Number of parameters.
     *
     * @return at least 1
     */
    public int parameterCount() {
        return layout.parameterCount();
    }

    int features() {
        return first.features();
    }

    int maxActive() {
        return first.maxActive();
    }

    int denseInputs() {
        return first.denseInputs();
    }

    boolean keepsSlopes() {
        return activation.keepsSlopes();
    }

    boolean layerNorm() {
        return norms.length > 0;
    }

    /** Inputs of the last layer. */
    int lastInputs() {
        return widths[widths.length - 2];
    }

    /** Where the weights of the last layer begin; its biases stand behind them. */
    int lastWeightAt() {
        return weightAt[weightAt.length - 1];
    }

    int[] hiddenWidths() {
        return Arrays.copyOfRange(widths, 1, widths.length - 1);
    }

    /**
     * Number of outputs.
     *
     * @return at least 1
     */
    public int outputs() {
        return widths[widths.length - 1];
    }

    /**
     * Room for the rows of this network.
     *
     * @return empty
     */
    public Activations newActivations() {
        return new Activations(this);
    }

    /**
     * Draws initial parameters: uniform with variance 2/fan-in in hidden layers (He et al. 2015; the first layer's fan-in
     * is the number of active features), biases and shifts 0, gains 1, and the last layer 0, so that every policy starts
     * uniform.
     *
     * @param parameters overwritten where this network's are
     * @param seed of the run
     */
    public void initialise(final float[] parameters, final long seed) {
        layout.initialise(parameters, first.maxActive() + first.denseInputs(), seed);
    }

    /**
     * Draws the last layer's weights, too, for a network that is to be a random function: uniform, so that the squares of
     * all outputs of a row add up to about one after hidden layers that {@link #initialise} has drawn.
     *
     * @param parameters overwritten where this network's last weights are
     * @param seed of the run
     */
    public void initialiseOutputs(final float[] parameters, final long seed) {
        layout.initialiseOutputs(parameters, seed);
    }

    /**
     * Draws the last layer's weights, too, for a network whose outputs are added up in pairs and go through a further layer:
     * uniform with variance 1/fan-in.
     *
     * @param parameters overwritten where this network's last weights are
     * @param seed of the run
     */
    public void initialiseEncoding(final float[] parameters, final long seed) {
        layout.initialiseEncoding(parameters, seed);
    }

    /**
     * Computes the outputs of rows whose inputs are written.
     *
     * @param backend multiplies
     * @param parameters the whole parameter vector
     * @param rows inputs, and room for the results
     * @param from first row
     * @param to after the last row
     */
    public void forward(final ComputeBackend backend, final float[] parameters, final Activations rows, final int from,
            final int to) {
        if (to <= from) {
            return;
        }
        first.apply(backend, parameters, rows.shift, rows, from, to, rows.linear);
        System.arraycopy(rows.linear, from * widths[1], rows.hidden[0], from * widths[1], (to - from) * widths[1]);
        activate(0, parameters, rows, from, to);
        final int last = weightAt.length - 1;
        for (int layer = 1; layer <= last; layer++) {
            final int in = widths[layer];
            final int out = widths[layer + 1];
            final float[] target = layer == last ? rows.outputs : rows.hidden[layer];
            backend.multiply(to - from, in, out, rows.hidden[layer - 1], from * in, parameters, weightAt[layer], target,
                    from * out, false);
            SparseLayer.addToRows(parameters, biasAt[layer], out, target, from, to, rows.rowSum, rows.rowPart);
            if (layer < last) {
                activate(layer, parameters, rows, from, to);
            }
        }
    }

    /** From a hidden layer's linear output to its value, in place. */
    private void activate(final int layer, final float[] parameters, final Activations rows, final int from,
            final int to) {
        final int width = widths[layer + 1];
        if (layer < norms.length) {
            norms[layer].apply(parameters, rows.hidden[layer], rows.normalised[layer], rows.inverseDeviation[layer],
                    from, to);
        }
        activation.apply(rows.hidden[layer], rows.slopes[layer], from * width, to * width);
    }

    /**
     * Computes the loss's derivatives with respect to the parameters.
     *
     * @param backend multiplies
     * @param parameters the whole parameter vector, as in the forward pass
     * @param rows as the forward pass left them; all its rows count
     * @param outputGradient derivative with respect to each output, {@code [row][outputs]}
     * @param gradient overwritten where this network's parameters are; as long as the parameter vector
     */
    public void backward(final ComputeBackend backend, final float[] parameters, final Activations rows,
            final float[] outputGradient, final float[] gradient) {
        final int count = rows.rows;
        if (count == 0) {
            clear(gradient);
            return;
        }
        rows.ensureScratch();
        float[] above = outputGradient;
        for (int layer = weightAt.length - 1; layer >= 1; layer--) {
            final int in = widths[layer];
            final int out = widths[layer + 1];
            final float[] below = above == rows.scratch ? rows.otherScratch : rows.scratch;
            backend.multiplyBack(count, in, out, rows.hidden[layer - 1], parameters, weightAt[layer], above, gradient,
                    weightAt[layer], below);
            Arrays.fill(gradient, biasAt[layer], biasAt[layer] + out, 0f);
            SparseLayer.addColumnSums(above, count, out, gradient, biasAt[layer], rows.rowSum, rows.rowPart);
            activation.multiplyBySlopes(rows.hidden[layer - 1], rows.slopes[layer - 1], below, count * in);
            if (layer - 1 < norms.length) {
                norms[layer - 1].backward(parameters, rows.normalised[layer - 1], rows.inverseDeviation[layer - 1],
                        below, gradient, count);
            }
            above = below;
        }
        first.computeGradient(backend, rows, above, gradient);
    }

    /**
     * Sets the derivatives to zero: those of a loss that does not depend on this network.
     *
     * @param gradient overwritten where this network's parameters are
     */
    public void clear(final float[] gradient) {
        layout.clear(gradient);
    }

    /**
     * The derivative of every output along a direction in parameter space, {@code J·v}: how fast the outputs change as the
     * parameters move by {@code v}; vectors that rows are shifted by stand still. Forward-mode differentiation (Pearlmutter 1994), at about twice the cost of a forward
     * pass; allocates nothing once the rows' memory has grown.
     *
     * @param backend multiplies
     * @param parameters the whole parameter vector, as in the forward pass
     * @param rows as the forward pass left them; all its rows count
     * @param direction {@code v}, in the layout of the parameters and as long
     * @param outputTangent overwritten, {@code [row][outputs]}
     */
    public void tangent(final ComputeBackend backend, final float[] parameters, final Activations rows,
            final float[] direction, final float[] outputTangent) {
        final int count = rows.rows;
        if (count == 0) {
            return;
        }
        rows.ensureScratch();
        float[] below = rows.scratch;
        first.apply(backend, direction, SparseLayer.NO_SHIFT, rows, 0, count, below);
        final int last = weightAt.length - 1;
        for (int layer = 1; layer <= last; layer++) {
            final int in = widths[layer];
            final int out = widths[layer + 1];
            if (layer - 1 < norms.length) {
                norms[layer - 1].tangent(parameters, rows.normalised[layer - 1], rows.inverseDeviation[layer - 1],
                        direction, below, count);
            }
            activation.multiplyBySlopes(rows.hidden[layer - 1], rows.slopes[layer - 1], below, count * in);
            final float[] hiddenAbove = below == rows.scratch ? rows.otherScratch : rows.scratch;
            final float[] above = layer == last ? outputTangent : hiddenAbove;
            for (int row = 0; row < count; row++) {
                System.arraycopy(direction, biasAt[layer], above, row * out, out);
            }
            backend.multiply(count, in, out, rows.hidden[layer - 1], 0, direction, weightAt[layer], above, 0, true);
            backend.multiply(count, in, out, below, 0, parameters, weightAt[layer], above, 0, true);
            below = above;
        }
    }
}
