package org.gflownet4j.policy;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.nn.Activations;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Mlp;

/**
 * What a policy says of an inverse temperature β alone: factors of logits, terms of flows, vectors that are added to first
 * layers, and log Z(β). One network for log Z(β), which learns at a rate of its own, and one for the rest. All of it is
 * without effect in the beginning: factors are 1, terms and vectors 0.
 *
 * <p>Layout of the parameters: {@code [network | network of log Z | slope]}; {@code log Z(β) = network + slope · β / highest β},
 * to which the policy's last parameter is added.
 */
final class TemperatureNetwork {

    /** Outputs where logits are scaled. Factors are ELU + 1 of the output, so that they are positive. */
    static final int FORWARD_FACTOR = 0;
    static final int BACKWARD_FACTOR = 1;
    /** Added to the log-outflow: to all forward logits, which leaves P_F as it is. */
    static final int OUTFLOW = 2;
    static final int FLOW_FACTOR = 3;
    static final int FLOW = 4;
    static final int VALUE_FACTOR = 5;
    static final int VALUE = 6;
    static final int SCALARS = 7;

    private static final int[] HIDDEN = {32, 32};
    private static final int[] HIDDEN_OF_LOG_PARTITION = {32};

    private final TemperatureInput input;
    private final int scalars;
    private final int vectorWidth;
    private final Mlp network;
    private final Mlp logPartition;
    private final int slopeAt;

    /**
     * The networks of β.
     *
     * @param trunks number of layers that are shifted, if they are
     * @param vectorWidth units of each of these layers
     * @param needsTerms whether there are terms of flows in any case, since networks that say flows do not see β
     * @param offset where the parameters begin
     */
    TemperatureNetwork(final TemperatureInput input, final Activation activation, final int trunks,
            final int vectorWidth, final boolean needsTerms, final int offset) {
        this.scalars = needsTerms || input.entry().scalesLogits() ? SCALARS : 0;
        this.input = input;
        this.vectorWidth = vectorWidth;
        final int outputs = scalars
                + (input.entry().shiftsLayer() ? Math.multiplyExact(trunks, vectorWidth) : 0);
        this.network = new Mlp(0, 0, input.encoding().width(), HIDDEN, outputs, activation, offset);
        this.logPartition = new Mlp(0, 0, input.encoding().width(), HIDDEN_OF_LOG_PARTITION, 1, activation,
                offset + network.parameterCount());
        this.slopeAt = logPartition.parameterOffset() + logPartition.parameterCount();
    }

    TemperatureInput input() {
        return input;
    }

    /** Where the parameters of log Z begin: all up to the end of the vector are of log Z. */
    int logPartitionFrom() {
        return logPartition.parameterOffset();
    }

    /** Where the slope of log Z is. */
    int slopeAt() {
        return slopeAt;
    }

    /** After the last parameter. */
    int end() {
        return slopeAt + 1;
    }

    int outputs() {
        return network.outputs();
    }

    /** Whether there are factors and terms. */
    boolean hasScalars() {
        return scalars > 0;
    }

    /** First output of the vector that is added to the first layer of a network. */
    int vectorAt(final int trunk) {
        return scalars + trunk * vectorWidth;
    }

    Activations newActivations() {
        return network.newActivations();
    }

    Activations newLogPartitions() {
        return logPartition.newActivations();
    }

    void initialise(final float[] vector, final long seed) {
        network.initialise(vector, seed + network.parameterOffset());
        logPartition.initialise(vector, seed + logPartition.parameterOffset());
        vector[slopeAt] = 0;
    }

    /** Computes what is said of the β that were added since the last time. */
    void evaluate(final ComputeBackend backend, final float[] vector, final EvaluatedTemperatures temperatures) {
        final int from = temperatures.evaluated();
        final int to = temperatures.size();
        network.forward(backend, vector, temperatures.network, from, to);
        logPartition.forward(backend, vector, temperatures.logPartition, from, to);
        temperatures.setEvaluated(vector[slopeAt] / input.highest());
    }

    /** Turns derivatives that were collected into the gradient of the parameters. */
    void toGradient(final ComputeBackend backend, final float[] vector, final EvaluatedTemperatures temperatures,
            final float[] gradient) {
        temperatures.finishGradient();
        network.backward(backend, vector, temperatures.network, temperatures.outputGradient, gradient);
        logPartition.backward(backend, vector, temperatures.logPartition, temperatures.logPartitionGradient, gradient);
        gradient[slopeAt] = (float) (temperatures.slopeGradient() / input.highest());
    }
}
