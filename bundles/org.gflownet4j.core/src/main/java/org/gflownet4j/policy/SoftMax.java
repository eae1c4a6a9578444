package org.gflownet4j.policy;

import java.util.Arrays;

/**
 * Masked soft-maxes, one per row: which actions are legal, their probabilities, the normaliser. Exponentials are computed
 * once, for the normaliser, and serve draws and gradients, too.
 */
final class SoftMax {

    /** exp of this and of all below is 0 to a float, and no square on the way to it vanishes. */
    private static final double LEAST_EXPONENT = -700;

    /** 2 to the number of squarings. */
    private static final double PARTS = 1024;

    private final int actions;
    /** Scratch of one row. */
    private final double[] weight;
    /** {@code [row][action]}. */
    private boolean[] legal = new boolean[0];
    /** {@code [row][action]}, 0 for an illegal one. */
    private float[] probability = new float[0];
    /** log Σ exp over the legal logits of a row. */
    private double[] normaliser = new double[0];

    SoftMax(final int actions) {
        this.actions = actions;
        this.weight = new double[actions];
    }

    /**
     * exp of numbers that are not positive, in place: the sixth-order series at a 1024th, squared ten times. To a relative
     * error of 10⁻¹⁰ down to −40. Without calls and branches, the virtual machine turns it into vector instructions, which
     * it does not with Math.exp.
     */
    static void exponentials(final double[] values) {
        for (int i = 0; i < values.length; i++) {
            final double y = Math.max(LEAST_EXPONENT, values[i]) * (1 / PARTS);
            final double e1 = 1
                    + y * (1 + y * (1.0 / 2 + y * (1.0 / 6 + y * (1.0 / 24 + y * (1.0 / 120 + y * (1.0 / 720))))));
            final double e2 = e1 * e1;
            final double e4 = e2 * e2;
            final double e8 = e4 * e4;
            final double e16 = e8 * e8;
            final double e32 = e16 * e16;
            final double e64 = e32 * e32;
            final double e128 = e64 * e64;
            final double e256 = e128 * e128;
            final double e512 = e256 * e256;
            values[i] = e512 * e512;
        }
    }

    /** Makes room; what is there stays. */
    void ensureCapacity(final int rows) {
        if (rows > normaliser.length) {
            final int capacity = Math.max(64, Integer.highestOneBit(rows) * 2);
            legal = Arrays.copyOf(legal, Math.multiplyExact(capacity, actions));
            probability = Arrays.copyOf(probability, capacity * actions);
            normaliser = Arrays.copyOf(normaliser, capacity);
        }
    }

    /** Where the legal actions of a row are to be marked, from {@link #at} on. */
    boolean[] legal() {
        return legal;
    }

    /** Index of the first action of a row. */
    int at(final int row) {
        return row * actions;
    }

    /**
     * Computes a row whose legal actions are marked.
     *
     * @param logits holds the logits
     * @param logitsAt index of the first one
     * @return whether any action is legal
     */
    boolean evaluate(final int row, final float[] logits, final int logitsAt) {
        final int at = at(row);
        float highest = Float.NEGATIVE_INFINITY;
        boolean any = false;
        for (int a = 0; a < actions; a++) {
            if (legal[at + a]) {
                any = true;
                highest = Math.max(highest, logits[logitsAt + a]);
            }
        }
        if (!any) {
            clear(row);
            return false;
        }
        for (int a = 0; a < actions; a++) {
            weight[a] = legal[at + a] ? (double) logits[logitsAt + a] - highest : LEAST_EXPONENT;
        }
        exponentials(weight);
        double sum = 0;
        for (int a = 0; a < actions; a++) {
            final double one = legal[at + a] ? weight[a] : 0;
            sum += one;
            probability[at + a] = (float) one;
        }
        final float scale = (float) (1 / sum);
        for (int a = 0; a < actions; a++) {
            probability[at + a] *= scale;
        }
        normaliser[row] = highest + Math.log(sum);
        return true;
    }

    /** A row in which nothing is legal. */
    void clear(final int row) {
        Arrays.fill(legal, at(row), at(row + 1), false);
        Arrays.fill(probability, at(row), at(row + 1), 0f);
        normaliser[row] = 0;
    }

    /** log Σ exp over the legal logits of a row; 0 if none is. */
    double normaliser(final int row) {
        return normaliser[row];
    }

    /** Draws a legal action, all alike. */
    int sampleUniform(final int row, final double uniform) {
        final int at = at(row);
        int number = 0;
        for (int a = 0; a < actions; a++) {
            number += legal[at + a] ? 1 : 0;
        }
        int left = (int) (uniform * number);
        int chosen = -1;
        for (int a = 0; left >= 0; a++) {
            if (legal[at + a]) {
                chosen = a;
                left--;
            }
        }
        return chosen;
    }

    /** Draws an action by its probability; a legal one even if the logits are no numbers. */
    int sample(final int row, final double uniform) {
        final int at = at(row);
        double left = uniform;
        int chosen = -1;
        for (int a = 0; a < actions && left >= 0; a++) {
            if (probability[at + a] != 0) {
                chosen = a;
                left -= probability[at + a];
            }
        }
        return chosen;
    }

    /**
     * Draws an action by its probability to the power of 1/T, that of one action being multiplied before.
     *
     * @param special the action; none if it is negative
     * @param factor its probability's, at least 0
     */
    int sampleReshaped(final int row, final double temperature, final int special, final double factor,
            final double uniform) {
        final int at = at(row);
        double highest = 0;
        for (int a = 0; a < actions; a++) {
            highest = Math.max(highest, probability[at + a] * (a == special ? factor : 1.0));
        }
        double sum = 0;
        for (int a = 0; a < actions; a++) {
            sum += tempered(probability[at + a] * (a == special ? factor : 1.0), highest, temperature);
        }
        if (!(sum > 0)) {
            return sample(row, uniform);
        }
        double left = uniform * sum;
        int chosen = -1;
        for (int a = 0; a < actions && left >= 0; a++) {
            final double weight = tempered(probability[at + a] * (a == special ? factor : 1.0), highest, temperature);
            if (weight > 0) {
                chosen = a;
                left -= weight;
            }
        }
        return chosen;
    }

    /** 1 for the likeliest action, so that not all can vanish. */
    private static double tempered(final double probability, final double highest, final double temperature) {
        if (probability == 0) {
            return 0;
        }
        return temperature == 1 ? probability / highest : Math.pow(probability / highest, 1 / temperature);
    }

    /**
     * From derivatives d_a of log-probabilities, which stand in the gradient, to those of logits:
     * {@code Σ_a d_a (onehot_a − softmax) + d_N softmax}, where d_N is the derivative with respect to the normaliser.
     */
    void backward(final int row, final double normaliserDerivative, final float[] gradient, final int gradientAt) {
        double total = -normaliserDerivative;
        for (int a = 0; a < actions; a++) {
            total += gradient[gradientAt + a];
        }
        if (total != 0) {
            final int at = at(row);
            final float factor = (float) total;
            for (int a = 0; a < actions; a++) {
                gradient[gradientAt + a] -= factor * probability[at + a];
            }
        }
    }
}
