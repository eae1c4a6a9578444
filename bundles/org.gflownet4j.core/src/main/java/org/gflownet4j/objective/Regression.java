package org.gflownet4j.objective;

/**
 * What is made of a residual: {@code g(t)} with {@code t = log p̂_B − log p̂_F}, backward minus forward (Hu et al.,
 * "Beyond Squared Error", ICLR 2025). The sign matters: with it, on-policy, Linex(1) descends the forward Kullback–Leibler
 * divergence, and with the other one it does not.
 */
public enum Regression {

    /** {@code g = t²}: reverse divergence, settles on modes it knows. */
    SQUARED {
        @Override
        double value(final double t) {
            return t * t;
        }

        @Override
        double derivative(final double t) {
            return 2 * t;
        }
    },

    /** Linex(1), {@code g = eᵗ − t − 1}: forward divergence, avoids to miss modes. */
    LINEX_1 {
        @Override
        double value(final double t) {
            return exp(t) - t - 1;
        }

        @Override
        double derivative(final double t) {
            return exp(t) - 1;
        }
    },

    /** Linex(½), {@code g = 4e^{t/2} − 2t − 4}: between the two. */
    LINEX_HALF {
        @Override
        double value(final double t) {
            return 4 * exp(t / 2) - 2 * t - 4;
        }

        @Override
        double derivative(final double t) {
            return 2 * exp(t / 2) - 2;
        }
    },

    /** Shifted cosh, {@code g = eᵗ + e^{−t} − 2}: large residuals in either direction count most. */
    SHIFTED_COSH {
        @Override
        double value(final double t) {
            return exp(t) + exp(-t) - 2;
        }

        @Override
        double derivative(final double t) {
            return exp(t) - exp(-t);
        }
    };

    /** Beyond this the exponential is as good as infinite for a gradient, and would soon be. */
    private static final double CLAMP = 80;

    private static double exp(final double t) {
        return Math.exp(Math.max(-CLAMP, Math.min(CLAMP, t)));
    }

    /**
     * The loss of a residual.
     *
     * @param t backward minus forward
     * @return at least 0, and 0 only for 0
     */
    abstract double value(double t);

    /**
     * The loss's derivative.
     *
     * @param t backward minus forward
     * @return g′(t)
     */
    abstract double derivative(double t);
}
