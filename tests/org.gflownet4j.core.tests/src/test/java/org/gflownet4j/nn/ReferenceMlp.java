package org.gflownet4j.nn;

/**
 * A slow, obvious network in double precision, written from the equations: dense vectors of one row at a time, parameters
 * read one after the other in the documented layout.
 *
 * @param inputs binary features and dense inputs
 * @param hidden widths
 * @param outputs of the last layer
 * @param activation after each hidden layer
 * @param layerNorm whether each hidden layer is normalised
 * @param offset of the first parameter
 */
public record ReferenceMlp(int inputs, int[] hidden, int outputs, Activation activation, boolean layerNorm,
        int offset) {

    /** The outputs for one row of inputs. */
    public double[] outputs(final double[] parameters, final double[] row) {
        double[] layer = row;
        int at = offset;
        for (int depth = 0; depth <= hidden.length; depth++) {
            final boolean last = depth == hidden.length;
            final double[] next = new double[last ? outputs : hidden[depth]];
            for (int j = 0; j < next.length; j++) {
                next[j] = parameters[at + layer.length * next.length + j];
                for (int i = 0; i < layer.length; i++) {
                    next[j] += layer[i] * parameters[at + i * next.length + j];
                }
            }
            at += (layer.length + 1) * next.length;
            if (!last && layerNorm) {
                normalise(next, parameters, at);
                at += 2 * next.length;
            }
            for (int j = 0; j < next.length; j++) {
                next[j] = last ? next[j] : value(activation, next[j]);
            }
            layer = next;
        }
        return layer;
    }

    private static void normalise(final double[] layer, final double[] parameters, final int at) {
        double mean = 0;
        for (final double one : layer) {
            mean += one / layer.length;
        }
        double variance = 0;
        for (final double one : layer) {
            variance += (one - mean) * (one - mean) / layer.length;
        }
        for (int j = 0; j < layer.length; j++) {
            layer[j] = parameters[at + j] * (layer[j] - mean) / Math.sqrt(variance + 1e-5)
                    + parameters[at + layer.length + j];
        }
    }

    /** The activation's definition. */
    public static double value(final Activation activation, final double x) {
        return switch (activation) {
            case RELU -> Math.max(0, x);
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SILU -> x / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
        };
    }
}
