package org.gflownet4j.nn;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.random.CounterRandom;

/**
 * A multi-layer perceptron on a flat parameter vector. Its first layer takes binary features, of which a row names only
 * those that are one, and, optionally, a few dense inputs; so it is a sum of weight rows instead of a matrix product.
 *
 * <p>Layout of the parameters, from {@link #parameterOffset()}: for each layer the weights {@code [in][out]}, then the
 * biases {@code [out]}; in the first layer, the features' weight rows come before those of the dense inputs.
 */
public final class Mlp {

    /** Larger networks are refused before memory is taken: a quarter of a gibibyte of parameters. */
    public static final int MAX_PARAMETERS = 1 << 26;

    private final int features;
    private final int maxActive;
    private final int denseInputs;
    private final int[] widths;
    private final Activation activation;
    private final int[] weightAt;
    private final int[] biasAt;
    private final int parameterOffset;
    private final int parameterCount;

    /**
     * A network.
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
        this.features = features;
        this.maxActive = maxActive;
        this.denseInputs = denseInputs;
        this.activation = activation;
        this.parameterOffset = parameterOffset;
        this.widths = new int[hidden.length + 2];
        widths[0] = features + denseInputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[hidden.length + 1] = outputs;
        this.weightAt = new int[widths.length - 1];
        this.biasAt = new int[widths.length - 1];
        int at = parameterOffset;
        for (int layer = 0; layer < weightAt.length; layer++) {
            final long next = at + (widths[layer] + 1L) * widths[layer + 1];
            if (next > MAX_PARAMETERS) {
                throw new IllegalArgumentException("The network would have more than " + MAX_PARAMETERS
                        + " parameters. Take narrower layers, or a smaller design space.");
            }
            weightAt[layer] = at;
            biasAt[layer] = (int) next - widths[layer + 1];
            at = (int) next;
        }
        this.parameterCount = at - parameterOffset;
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
        return parameterCount;
    }

    int maxActive() {
        return maxActive;
    }

    int denseInputs() {
        return denseInputs;
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
     * is the number of active features), biases 0, and the last layer 0, so that every policy starts uniform.
     *
     * @param parameters overwritten where this network's are
     * @param seed of the run
     */
    public void initialise(final float[] parameters, final long seed) {
        Arrays.fill(parameters, parameterOffset, parameterOffset + parameterCount, 0f);
        for (int layer = 0; layer < weightAt.length - 1; layer++) {
            final int fanIn = layer == 0 ? maxActive + denseInputs : widths[layer];
            final double bound = Math.sqrt(6.0 / fanIn);
            for (int i = weightAt[layer]; i < biasAt[layer]; i++) {
                parameters[i] = (float) (bound * (2 * CounterRandom.uniform(seed, -1 - layer, i) - 1));
            }
        }
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
        firstLayer(parameters, rows, from, to);
        final int last = weightAt.length - 1;
        for (int layer = 1; layer <= last; layer++) {
            final int in = widths[layer];
            final int out = widths[layer + 1];
            final float[] target = layer == last ? rows.outputs : rows.hidden[layer];
            for (int row = from; row < to; row++) {
                System.arraycopy(parameters, biasAt[layer], target, row * out, out);
            }
            backend.multiply(to - from, in, out, rows.hidden[layer - 1], from * in, parameters, weightAt[layer], target,
                    from * out, true);
            if (layer < last) {
                activation.apply(target, from * out, to * out);
            }
        }
    }

    private void firstLayer(final float[] parameters, final Activations rows, final int from, final int to) {
        final int width = widths[1];
        final float[] target = rows.hidden[0];
        for (int row = from; row < to; row++) {
            final int at = row * width;
            System.arraycopy(parameters, biasAt[0], target, at, width);
            for (int i = 0; i < rows.activeCount[row]; i++) {
                addScaled(1f, parameters, weightAt[0] + rows.active[row * maxActive + i] * width, target, at, width);
            }
            for (int i = 0; i < denseInputs; i++) {
                addScaled(rows.dense[row * denseInputs + i], parameters, weightAt[0] + (features + i) * width, target,
                        at, width);
            }
        }
        activation.apply(target, from * width, to * width);
    }

    /**
     * Adds the loss's derivatives with respect to the parameters.
     *
     * @param backend multiplies
     * @param parameters the whole parameter vector, as in the forward pass
     * @param rows as the forward pass left them; all its rows count
     * @param outputGradient derivative with respect to each output, {@code [row][outputs]}
     * @param gradient added to; as long as the parameter vector
     */
    public void backward(final ComputeBackend backend, final float[] parameters, final Activations rows,
            final float[] outputGradient, final float[] gradient) {
        final int count = rows.rows;
        if (count == 0) {
            return;
        }
        ensureScratch(rows, count);
        float[] above = outputGradient;
        for (int layer = weightAt.length - 1; layer >= 1; layer--) {
            final int in = widths[layer];
            final int out = widths[layer + 1];
            backend.addTransposedMultiply(count, in, out, rows.hidden[layer - 1], 0, above, 0, gradient,
                    weightAt[layer]);
            addColumnSums(above, count, out, gradient, biasAt[layer]);
            final float[] below = above == rows.gradientAbove ? rows.gradientBelow : rows.gradientAbove;
            backend.multiplyByTransposed(count, out, in, above, 0, parameters, weightAt[layer], below, 0);
            activation.multiplyByDerivative(rows.hidden[layer - 1], below, count * in);
            above = below;
        }
        firstLayerGradient(rows, above, gradient);
    }

    private void firstLayerGradient(final Activations rows, final float[] above, final float[] gradient) {
        final int width = widths[1];
        addColumnSums(above, rows.rows, width, gradient, biasAt[0]);
        for (int row = 0; row < rows.rows; row++) {
            for (int i = 0; i < rows.activeCount[row]; i++) {
                addScaled(1f, above, row * width, gradient,
                        weightAt[0] + rows.active[row * maxActive + i] * width, width);
            }
            for (int i = 0; i < denseInputs; i++) {
                addScaled(rows.dense[row * denseInputs + i], above, row * width, gradient,
                        weightAt[0] + (features + i) * width, width);
            }
        }
    }

    private void ensureScratch(final Activations rows, final int count) {
        int widest = 0;
        for (int layer = 1; layer < widths.length - 1; layer++) {
            widest = Math.max(widest, widths[layer]);
        }
        if (rows.gradientAbove.length < count * widest) {
            rows.gradientAbove = new float[rows.activeCount.length * widest];
            rows.gradientBelow = new float[rows.activeCount.length * widest];
        }
    }

    private static void addColumnSums(final float[] matrix, final int rows, final int columns, final float[] target,
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
