package org.gflownet4j.policy;

import java.util.Arrays;

import org.gflownet4j.env.StateIndex;
import org.gflownet4j.nn.Activations;

/** The distinct inverse temperatures β of a batch, with what {@link TemperatureNetwork} says of each. Reused from batch to batch. */
final class EvaluatedTemperatures {

    /** exp of less would be 0. */
    private static final double LEAST = -700;

    private final TemperatureNetwork networks;
    private final TemperatureInput input;
    private final int outputs;
    /** Whether there are factors and terms, and whether those of logits are among them. */
    private final boolean scales;
    private final boolean scalesLogits;
    private final StateIndex index = new StateIndex(1, 64);
    final Activations network;
    final Activations logPartition;
    /** {@code [β][SCALARS]}: factors and terms as they are used; of length 0 where logits are not scaled. */
    private double[] scalar = new double[0];
    private double[] scalarGradient = new double[0];
    /** Derivatives with respect to outputs of the network: the passes through the trunks add those of the vectors. */
    float[] outputGradient = new float[0];
    float[] logPartitionGradient = new float[0];
    private double slope;
    private int evaluated;
    private final int[] key = new int[1];

    EvaluatedTemperatures(final TemperatureNetwork networks) {
        this.networks = networks;
        this.input = networks.input();
        this.outputs = networks.outputs();
        this.scales = networks.hasScalars();
        this.scalesLogits = input.entry().scalesLogits();
        this.network = networks.newActivations();
        this.logPartition = networks.newLogPartitions();
    }

    void clear() {
        index.clear();
        network.clear();
        logPartition.clear();
        evaluated = 0;
    }

    void forgetValues() {
        evaluated = 0;
    }

    int size() {
        return index.size();
    }

    int evaluated() {
        return evaluated;
    }

    /** The row of a β, given as the bits of a float; it is added if it is new. */
    int add(final int bits) {
        key[0] = bits;
        final int before = index.size();
        final int row = index.add(key, 0);
        if (row == before) {
            network.addRow();
            network.setActiveCount(row, 0);
            logPartition.addRow();
            logPartition.setActiveCount(row, 0);
            final int width = input.encoding().width();
            input.write(beta(row), network.dense(), row * width);
            System.arraycopy(network.dense(), row * width, logPartition.dense(), row * width, width);
        }
        return row;
    }

    double beta(final int row) {
        return Float.intBitsToFloat(index.rows()[row]);
    }

    /** Where the vector of a β is that is added to a layer; −1 if there is none. */
    int shiftAt(final int row, final int layer) {
        return input.entry().shiftsLayer() ? row * outputs + networks.vectorAt(layer) : -1;
    }

    /** Gives the vectors that are added to the layer of pairs. */
    void giveShifts(final NextStates[] all) {
        for (final NextStates next : all) {
            next.pairs.shiftBy(network.outputs(), outputGradient);
        }
    }

    /** Names the vectors that are added to the first layers of a state. */
    void setShifts(final Activations[] trunks, final int state, final int row) {
        for (int n = 0; input.entry().shiftsLayer() && n < trunks.length; n++) {
            trunks[n].setShift(state, row * outputs + networks.vectorAt(n));
        }
    }

    /** Gives these vectors, which the network has just said, and takes derivatives with respect to them. */
    void giveShifts(final Activations[] trunks) {
        for (int n = 0; input.entry().shiftsLayer() && n < trunks.length; n++) {
            trunks[n].shiftBy(network.outputs(), outputGradient);
        }
    }

    /** Takes what the networks said, when they have. */
    void setEvaluated(final double slopeOfLogPartition) {
        slope = slopeOfLogPartition;
        if (scales) {
            final int needed = index.size() * TemperatureNetwork.SCALARS;
            if (scalar.length < needed) {
                scalar = Arrays.copyOf(scalar, 2 * needed);
            }
            for (int row = evaluated; row < index.size(); row++) {
                for (int i = 0; i < TemperatureNetwork.SCALARS; i++) {
                    final double raw = isUsed(i) ? network.outputs()[row * outputs + i] : 0;
                    scalar[row * TemperatureNetwork.SCALARS + i] = isFactor(i) ? factor(raw) : raw;
                }
            }
        }
        evaluated = index.size();
    }

    private boolean isUsed(final int number) {
        return scalesLogits
                || number != TemperatureNetwork.FORWARD_FACTOR && number != TemperatureNetwork.BACKWARD_FACTOR;
    }

    private static boolean isFactor(final int number) {
        return number == TemperatureNetwork.FORWARD_FACTOR || number == TemperatureNetwork.BACKWARD_FACTOR
                || number == TemperatureNetwork.FLOW_FACTOR || number == TemperatureNetwork.VALUE_FACTOR;
    }

    /** ELU + 1: positive, 1 at 0. */
    private static double factor(final double raw) {
        return raw > 0 ? raw + 1 : Math.exp(Math.max(LEAST, raw));
    }

    /** What changes nothing: 1 for a factor, 0 for a term. */
    static double neutral(final int number) {
        return isFactor(number) ? 1 : 0;
    }

    /** A factor, 1 where logits are not scaled, or a term, then 0. */
    double scalar(final int row, final int number) {
        if (!scales) {
            return neutral(number);
        }
        return scalar[row * TemperatureNetwork.SCALARS + number];
    }

    /** log Z(β) but for the policy's last parameter. */
    double logPartition(final int row) {
        return logPartition.outputs()[row] + slope * beta(row);
    }

    void clearGradient() {
        final int needed = index.size() * TemperatureNetwork.SCALARS;
        if (scales && scalarGradient.length < needed) {
            scalarGradient = new double[2 * needed];
        }
        if (outputGradient.length < index.size() * outputs) {
            outputGradient = new float[2 * index.size() * outputs];
        }
        if (logPartitionGradient.length < index.size()) {
            logPartitionGradient = new float[2 * index.size()];
        }
        Arrays.fill(scalarGradient, 0);
        Arrays.fill(outputGradient, 0);
        Arrays.fill(logPartitionGradient, 0);
    }

    /** Adds a derivative with respect to a factor or a term. */
    void addScalar(final int row, final int number, final double derivative) {
        if (scales && isUsed(number)) {
            scalarGradient[row * TemperatureNetwork.SCALARS + number] += derivative;
        }
    }

    /** Adds a derivative with respect to log Z(β). */
    void addLogPartition(final int row, final double derivative) {
        logPartitionGradient[row] += (float) derivative;
    }

    /** Turns derivatives with respect to factors into those of the outputs. */
    void finishGradient() {
        for (int row = 0; scales && row < index.size(); row++) {
            for (int i = 0; i < TemperatureNetwork.SCALARS; i++) {
                final int at = row * TemperatureNetwork.SCALARS + i;
                // the slope of exp is the factor itself
                final double slopeOfScalar = isFactor(i) ? Math.min(1, scalar[at]) : 1;
                outputGradient[row * outputs + i] = (float) (scalarGradient[at] * slopeOfScalar);
            }
        }
    }

    /** Derivative with respect to the slope of log Z, which is multiplied by β. */
    double slopeGradient() {
        double sum = 0;
        for (int row = 0; row < index.size(); row++) {
            sum += logPartitionGradient[row] * beta(row);
        }
        return sum;
    }
}
