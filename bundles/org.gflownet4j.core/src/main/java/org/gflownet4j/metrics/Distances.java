package org.gflownet4j.metrics;

import org.hipparchus.special.Gamma;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** Distances between distributions over the same list of objects, and measures of agreement of two lists of numbers. */
public final class Distances {

    /** Least probability under a logarithm, where zeros can not be kept out. */
    public static final double FLOOR = 1e-20;

    private Distances() {
    }

    /**
     * Total variation, {@code ½ Σ |p − q|}.
     *
     * @param p probabilities
     * @param q probabilities of the same objects
     * @return 0 (equal) to 1 (nothing in common)
     */
    public static double totalVariation(final double[] p, final double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    /**
     * L1 distance as a sum, {@code Σ |p − q|}: twice the total variation.
     *
     * @param p probabilities
     * @param q probabilities of the same objects
     * @return 0 (equal) to 2 (nothing in common)
     */
    public static double l1Sum(final double[] p, final double[] q) {
        return 2 * totalVariation(p, q);
    }

    /**
     * L1 distance as a mean over the objects, {@code (1/|X|) Σ |p − q|}, as in Bengio et al. (2021) and papers that follow
     * it. The number is tiny for any large space, even with nothing in common: never read it without |X|.
     *
     * @param p probabilities
     * @param q probabilities of the same objects
     * @return 0 (equal) to 2/|X| (nothing in common)
     */
    public static double l1Mean(final double[] p, final double[] q) {
        return l1Sum(p, q) / p.length;
    }

    /**
     * Jensen–Shannon divergence, {@code ½ KL(p‖m) + ½ KL(q‖m)} with {@code m = ½ (p + q)}, in natural logarithms.
     *
     * @param p probabilities
     * @param q probabilities of the same objects
     * @return nats, 0 (equal) to log 2 (nothing in common)
     */
    public static double jensenShannon(final double[] p, final double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += jensenShannonTerm(p[i], q[i]);
        }
        return Math.max(0, Math.min(Math.log(2), sum));
    }

    /** What one object adds to the Jensen–Shannon divergence. */
    static double jensenShannonTerm(final double p, final double q) {
        final double middle = (p + q) / 2;
        return (p > 0 ? p * Math.log(p / middle) : 0) / 2 + (q > 0 ? q * Math.log(q / middle) : 0) / 2;
    }

    /**
     * Kullback–Leibler divergence {@code KL(p‖q)} from probabilities, with a floor of {@value #FLOOR} under {@code q}:
     * for frequencies, which are 0 for what was not drawn. Where the floor is met, the figure measures the floor.
     *
     * @param p probabilities
     * @param q probabilities of the same objects
     * @return nats
     */
    public static double kullbackLeiblerWithFloor(final double[] p, final double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] > 0 ? p[i] * Math.log(p[i] / Math.max(q[i], FLOOR)) : 0;
        }
        return sum;
    }

    /**
     * Kullback–Leibler divergence {@code KL(p‖q) = Σ p log(p/q)}, from logarithms, so that small probabilities count.
     *
     * @param logP log-probabilities
     * @param logQ log-probabilities of the same objects
     * @return nats, at least 0; infinite if p has mass where q has none
     */
    public static double kullbackLeibler(final double[] logP, final double[] logQ) {
        double sum = 0;
        for (int i = 0; i < logP.length; i++) {
            final double p = Math.exp(logP[i]);
            if (p > 0) {
                sum += p * (logP[i] - logQ[i]);
            }
        }
        return sum;
    }

    /**
     * The total variation that a perfect sampler would show on average if its law were taken from a sample:
     * {@code ½ Σ_x E|K_x/n − p_x|} with K binomial; by de Moivre, {@code E|K − np| = 2 m C(n,m) p^m (1−p)^{n−m+1}} with
     * {@code m = ⌊np⌋ + 1}.
     *
     * @param p the law
     * @param n size of the sample, at least 1
     * @return 0 to 1
     */
    public static double noiseFloor(final double[] p, final int n) {
        double sum = 0;
        for (final double probability : p) {
            if (probability > 0 && probability < 1) {
                final int m = (int) Math.floor(n * probability) + 1;
                if (m <= n) {
                    final double logChoose = Gamma.logGamma(n + 1.0) - Gamma.logGamma(m + 1.0)
                            - Gamma.logGamma(n - m + 1.0);
                    sum += Math.exp(Math.log(2.0 * m) + logChoose + m * Math.log(probability)
                            + (n - m + 1) * Math.log1p(-probability)) / n;
                }
            }
        }
        return sum / 2;
    }

    /**
     * How far a value is from a reference, {@code |value − reference| / |reference|}: never clamped, so that a value that
     * is too high shows like one that is too low (some published "accuracies" hide it).
     *
     * @param value measured
     * @param reference not 0
     * @return at least 0
     */
    public static double relativeError(final double value, final double reference) {
        return Math.abs(value - reference) / Math.abs(reference);
    }

    /**
     * Slope of the least-squares line of y on x, with weights.
     *
     * @param x where
     * @param y what
     * @param weight of each pair, at least 0; pairs without weight may be infinite
     * @return NaN if x does not vary, up to rounding
     */
    public static double slope(final double[] x, final double[] y, final double[] weight) {
        double total = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            if (weight[i] > 0) {
                total += weight[i];
                meanX += weight[i] * x[i];
                meanY += weight[i] * y[i];
            }
        }
        meanX /= total;
        meanY /= total;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            if (weight[i] > 0) {
                covariance += weight[i] * (x[i] - meanX) * (y[i] - meanY);
                variance += weight[i] * (x[i] - meanX) * (x[i] - meanX);
            }
        }
        return variance / total > 1e-12 ? covariance / variance : Double.NaN;
    }

    /**
     * Pearson's linear correlation.
     *
     * @param x numbers
     * @param y as many numbers
     * @return −1 to 1; NaN if one of them does not vary, up to rounding, or there are fewer than two
     */
    public static double pearson(final double[] x, final double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / x.length;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return Math.min(xx, yy) / x.length > 1e-12 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Double.NaN;
    }

    /**
     * Spearman's rank correlation, ties averaged.
     *
     * @param x numbers
     * @param y as many numbers, at least two
     * @return −1 to 1; NaN if one of them does not vary
     */
    public static double spearman(final double[] x, final double[] y) {
        return new SpearmansCorrelation().correlation(x, y);
    }
}
