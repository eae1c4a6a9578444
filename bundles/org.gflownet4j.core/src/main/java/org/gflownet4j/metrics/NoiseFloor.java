package org.gflownet4j.metrics;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * What a perfect sampler shows, on average, if its law is taken from the frequencies of n draws: no sampler can be seen to
 * be better. Exact, not simulated: how often an object is drawn is binomial, and all these figures are sums over the
 * objects. The one for total variation is {@link Distances#noiseFloor(double[], int)}.
 */
public final class NoiseFloor {

    /** Terms this much smaller than the largest of their object are left out; so is what lies beyond them. */
    private static final double NEGLIGIBLE = 1e-18;

    private NoiseFloor() {
    }

    /** What one object adds to a distance between frequencies and the law. */
    @FunctionalInterface
    interface Term {
        double of(double frequency, double probability);
    }

    /**
     * Mean L1 distance (sum) between frequencies and the law.
     *
     * @param p the law
     * @param n size of the sample, at least 1
     * @return 0 to 2
     */
    public static double l1Sum(final double[] p, final int n) {
        return 2 * Distances.noiseFloor(p, n);
    }

    /**
     * Mean L1 distance (mean over the objects) between frequencies and the law.
     *
     * @param p the law
     * @param n size of the sample, at least 1
     * @return 0 to 2/|X|
     */
    public static double l1Mean(final double[] p, final int n) {
        return l1Sum(p, n) / p.length;
    }

    /**
     * Mean Jensen–Shannon divergence between frequencies and the law.
     *
     * @param p the law
     * @param n size of the sample, at least 1
     * @return nats, 0 to log 2
     */
    public static double jensenShannon(final double[] p, final int n) {
        return expected(p, n, Distances::jensenShannonTerm);
    }

    /**
     * Mean Kullback–Leibler divergence from frequencies to the law; about {@code (|X| − 1)/(2n)} for large n.
     *
     * @param p the law
     * @param n size of the sample, at least 1
     * @return nats, at least 0
     */
    public static double kullbackLeibler(final double[] p, final int n) {
        return expected(p, n, (frequency, probability) -> frequency > 0
                ? frequency * Math.log(frequency / probability)
                : 0);
    }

    /**
     * Mean number of different objects among the draws, {@code Σ_x 1 − (1 − p_x)ⁿ}.
     *
     * @param p the law, or the probabilities of some of the objects (modes, say)
     * @param n size of the sample
     * @return at most n, and at most the number of objects
     */
    public static double distinct(final double[] p, final int n) {
        double sum = 0;
        for (final double probability : p) {
            sum += probability < 1 ? -Math.expm1(n * Math.log1p(-probability)) : 1;
        }
        return sum;
    }

    /** {@code Σ_x E[term(K_x/n, p_x)]} with K binomial: outwards from the most likely number, until nothing is left. */
    static double expected(final double[] p, final int n, final Term term) {
        double sum = 0;
        for (final double probability : p) {
            if (probability >= 1) {
                sum += term.of(1, probability);
            } else if (probability > 0) {
                sum += expected(probability, n, term);
            }
        }
        return sum;
    }

    private static double expected(final double p, final int n, final Term term) {
        final int mode = (int) Math.min(n, Math.floor((n + 1.0) * p));
        final double highest = Math.exp(new BinomialDistribution(n, p).logProbability(mode));
        final double odds = p / (1 - p);
        double sum = 0;
        double probability = highest;
        for (int k = mode; k <= n && probability > NEGLIGIBLE * highest; k++) {
            sum += probability * term.of((double) k / n, p);
            probability *= (double) (n - k) / (k + 1) * odds;
        }
        probability = highest;
        for (int k = mode; k > 0; k--) {
            probability *= k / (n - k + 1.0) / odds;
            if (probability <= NEGLIGIBLE * highest) {
                break;
            }
            sum += probability * term.of((k - 1.0) / n, p);
        }
        return sum;
    }
}
