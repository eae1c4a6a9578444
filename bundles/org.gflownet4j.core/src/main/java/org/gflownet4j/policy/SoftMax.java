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
    private final boolean[] mask;
    private final double[] weight;
    /** {@code [row][k]}: the legal actions, in order; as many as {@link #count} says. */
    private int[] legal = new int[0];
    private int[] count = new int[0];
    /** {@code [row][k]}: the probability of the legal action k. */
    private float[] probability = new float[0];
    /** log Σ exp over the legal logits of a row. */
    private double[] normaliser = new double[0];
    /** Derivative of a loss with respect to it. */
    private double[] normaliserGradient = new double[0];

    SoftMax(final int actions) {
        this.actions = actions;
        this.mask = new boolean[actions];
        this.weight = new double[actions];
    }

    /**
     * exp of numbers that are not positive, in place: the sixth-order series at a 1024th, squared ten times. To a relative
     * error of 10⁻¹⁰ down to −40. Without calls and branches, the virtual machine turns it into vector instructions, which
     * it does not with Math.exp.
     */
    static void exponentials(final double[] values, final int count) {
        for (int i = 0; i < count; i++) {
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
            count = Arrays.copyOf(count, capacity);
            normaliser = Arrays.copyOf(normaliser, capacity);
            normaliserGradient = Arrays.copyOf(normaliserGradient, capacity);
        }
    }

    /** Where the legal actions of a row are to be marked before {@link #evaluate}. */
    boolean[] mask() {
        return mask;
    }

    /**
     * Computes a row whose legal actions are marked.
     *
     * @param logits holds the logits, but for a factor
     * @param logitsAt index of the first one
     * @param factor of all logits, above 0
     * @return whether any action is legal
     */
    boolean evaluate(final int row, final float[] logits, final int logitsAt, final double factor) {
        final int at = row * actions;
        int n = 0;
        for (int a = 0; a < actions; a++) {
            // without a branch: which actions are legal is hard to foretell
            legal[at + n] = a;
            n += mask[a] ? 1 : 0;
        }
        count[row] = n;
        normaliser[row] = 0;
        if (n == 0) {
            return false;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            final double logit = factor * logits[logitsAt + legal[at + k]];
            weight[k] = logit;
            // quicker than Math.max; a logit that is no number shows in the sum
            if (logit > highest) {
                highest = logit;
            }
        }
        for (int k = 0; k < n; k++) {
            weight[k] -= highest;
        }
        exponentials(weight, n);
        final double sum = sum(weight, n);
        final double scale = 1 / sum;
        for (int k = 0; k < n; k++) {
            probability[at + k] = (float) (weight[k] * scale);
        }
        normaliser[row] = highest + Math.log(sum);
        return true;
    }

    /** In four parts, since each addition waits for the one before. */
    private static double sum(final double[] values, final int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
        }
        for (; i < count; i++) {
            s0 += values[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** A row in which nothing is legal. */
    void clear(final int row) {
        count[row] = 0;
        normaliser[row] = 0;
    }

    /** log Σ exp over the legal logits of a row; 0 if none is. */
    double normaliser(final int row) {
        return normaliser[row];
    }

    /** Draws a legal action, all alike. */
    int sampleUniform(final int row, final double uniform) {
        return legal[row * actions + Math.min(count[row] - 1, (int) (uniform * count[row]))];
    }

    /** Draws an action by its probability; a legal one even if the logits are no numbers. */
    int sample(final int row, final double uniform) {
        final int at = row * actions;
        double left = uniform;
        int chosen = -1;
        for (int k = 0; k < count[row] && left >= 0; k++) {
            if (probability[at + k] != 0) {
                chosen = k;
                left -= probability[at + k];
            }
        }
        return legal[at + chosen];
    }

    /**
     * Draws an action by its probability to the power of 1/T, that of one action being multiplied before.
     *
     * @param special the action; none if it is negative
     * @param factor its probability's, at least 0
     */
    int sampleReshaped(final int row, final double temperature, final int special, final double factor,
            final double uniform) {
        final int at = row * actions;
        final int n = count[row];
        double highest = 0;
        for (int k = 0; k < n; k++) {
            weight[k] = probability[at + k] * (legal[at + k] == special ? factor : 1.0);
            highest = Math.max(highest, weight[k]);
        }
        for (int k = 0; k < n; k++) {
            weight[k] = tempered(weight[k], highest, temperature);
        }
        final double sum = sum(weight, n);
        if (!(sum > 0)) {
            return sample(row, uniform);
        }
        double left = uniform * sum;
        int chosen = -1;
        for (int k = 0; k < n && left >= 0; k++) {
            if (weight[k] > 0) {
                chosen = k;
                left -= weight[k];
            }
        }
        return legal[at + chosen];
    }

    /** 1 for the likeliest action, so that not all can vanish. */
    private static double tempered(final double probability, final double highest, final double temperature) {
        if (probability == 0) {
            return 0;
        }
        return temperature == 1 ? probability / highest : Math.pow(probability / highest, 1 / temperature);
    }

    /** Begins the gradient of some rows. */
    void clearGradient(final int rows) {
        Arrays.fill(normaliserGradient, 0, rows, 0);
    }

    /**
     * Adds a derivative with respect to the normaliser of a row; one with respect to a log-probability is one with respect to
     * its logit, and its negative one with respect to the normaliser.
     */
    void addNormaliserGradient(final int row, final double derivative) {
        normaliserGradient[row] += derivative;
    }

    /** Adds what the normaliser's derivative means for the logits of a row: its product with the probabilities, and the factor. */
    void backward(final int row, final float[] gradient, final int gradientAt, final double logitFactor) {
        final float factor = (float) (normaliserGradient[row] * logitFactor);
        if (factor != 0) {
            final int at = row * actions;
            for (int k = 0; k < count[row]; k++) {
                gradient[gradientAt + legal[at + k]] += factor * probability[at + k];
            }
        }
    }

    /** What the normaliser's derivative means for the factor of a row's logits: its product with their mean. */
    double ofFactor(final int row, final float[] logits, final int logitsAt) {
        final int at = row * actions;
        double mean = 0;
        for (int k = 0; k < count[row]; k++) {
            mean += probability[at + k] * logits[logitsAt + legal[at + k]];
        }
        return normaliserGradient[row] * mean;
    }
}
