package org.gflownet4j.policy;

/**
 * The masked soft-max over the legal entries of a few logits inside a larger array, in double precision: normaliser, draw,
 * gradient. {@code at} is the index of the first logit, {@code legalAt} that of its mark.
 */
final class SoftMax {

    private SoftMax() {
    }

    /** log Σ exp over the legal entries; −∞ if none is legal. */
    static double logSumExp(final float[] logits, final int at, final boolean[] legal, final int legalAt,
            final int count) {
        float highest = Float.NEGATIVE_INFINITY;
        boolean any = false;
        for (int a = 0; a < count; a++) {
            if (legal[legalAt + a]) {
                any = true;
                highest = Math.max(highest, logits[at + a]);
            }
        }
        if (!any) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int a = 0; a < count; a++) {
            if (legal[legalAt + a]) {
                sum += Math.exp((double) logits[at + a] - highest);
            }
        }
        return highest + Math.log(sum);
    }

    /** Draws one of the legal entries, all alike. */
    static int sampleUniform(final boolean[] legal, final int at, final int count, final double uniform) {
        int number = 0;
        for (int a = 0; a < count; a++) {
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

    /** Draws a legal entry with probability {@code exp(logit − normaliser)}. */
    static int sample(final float[] logits, final int at, final boolean[] legal, final int legalAt,
            final int count, final double normaliser, final double uniform) {
        double left = uniform;
        int chosen = -1;
        for (int a = 0; a < count && left >= 0; a++) {
            if (legal[legalAt + a]) {
                chosen = a;
                left -= Math.exp(logits[at + a] - normaliser);
            }
        }
        return chosen;
    }

    /**
     * From derivatives d_a of log-probabilities, which stand in the gradient, to those of logits:
     * {@code Σ_a d_a (onehot_a − softmax) + d_N softmax}, where d_N is the derivative with respect to the normaliser.
     */
    static void backward(final float[] logits, final int at, final boolean[] legal, final int legalAt, final int count,
            final double normaliser, final double normaliserDerivative, final float[] gradient) {
        double total = -normaliserDerivative;
        for (int a = 0; a < count; a++) {
            total += gradient[at + a];
        }
        if (total != 0) {
            for (int a = 0; a < count; a++) {
                if (legal[legalAt + a]) {
                    gradient[at + a] -= (float) (total * Math.exp(logits[at + a] - normaliser));
                }
            }
        }
    }
}
