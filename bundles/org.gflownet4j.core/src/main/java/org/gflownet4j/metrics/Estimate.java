package org.gflownet4j.metrics;

/**
 * A number estimated from independent draws.
 *
 * @param value the estimate
 * @param standardError how far it is from the truth, typically; NaN from a single draw
 */
public record Estimate(double value, double standardError) {

    /**
     * The mean of independent draws.
     *
     * @param draws at least one
     * @return the mean, with the draws' standard deviation (n − 1) over √n as its error
     */
    public static Estimate ofMean(final double[] draws) {
        double mean = 0;
        for (final double draw : draws) {
            mean += draw / draws.length;
        }
        double squares = 0;
        for (final double draw : draws) {
            squares += (draw - mean) * (draw - mean);
        }
        return new Estimate(mean, Math.sqrt(squares / (draws.length - 1.0) / draws.length));
    }

    /**
     * The logarithm of the mean of independent positive draws that are given by their logarithms. The mean is unbiased,
     * and its logarithm a little low; the error follows by the delta method: that of the mean, divided by the mean.
     *
     * @param logDraws at least one
     * @return nats
     */
    public static Estimate ofLogMean(final double[] logDraws) {
        double highest = Double.NEGATIVE_INFINITY;
        for (final double draw : logDraws) {
            highest = Math.max(highest, draw);
        }
        final double[] scaled = new double[logDraws.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.exp(logDraws[i] - highest);
        }
        final Estimate mean = ofMean(scaled);
        return new Estimate(highest + Math.log(mean.value), mean.standardError / mean.value);
    }
}
