package org.gflownet4j.metrics;

import java.util.List;

/**
 * The figures of a model whose law is known exactly, with their meaning, in the order in which a reader wants them.
 *
 * @param law of the model
 * @param target what it should be
 */
public record ExactMetrics(ExactDistribution law, TargetDistribution target) {

    /**
     * All figures that compare the two laws.
     *
     * @param drawn objects drawn from the target, as places in the list of objects: correlations are taken over these
     * @param seed of the random sets that flow consistency is averaged over
     * @return figures without noise, up to that of {@code drawn} and of the sets
     */
    public List<Metric> distances(final int[] drawn, final long seed) {
        final double[] p = law.probability();
        final double[] q = target.probability();
        final double[] logP = law.logProbability();
        final double[] logQ = target.logProbability();
        final double[] drawnLogP = pick(logP, drawn);
        final double[] drawnLogReward = pick(target.logReward(), drawn);
        return List.of(
                new Metric("tv", Distances.totalVariation(p, q), 0,
                        "Total variation: share of the draws that would have to change for a perfect match; exact."),
                new Metric("l1_sum", Distances.l1Sum(p, q), 0,
                        "Sum over all objects of the difference between model and target: twice tv; exact."),
                new Metric("l1_mean", Distances.l1Mean(p, q), 0,
                        "The same divided by the number of objects: tiny in any large space; exact."),
                new Metric("jsd", Distances.jensenShannon(p, q), 0,
                        "Jensen–Shannon divergence of model and target, in nats, at most log 2; exact."),
                new Metric("kl", Distances.kullbackLeibler(logP, logQ), 0,
                        "Kullback–Leibler divergence from the model to the target, in nats; exact."),
                new Metric("kl_target_model", Distances.kullbackLeibler(logQ, logP), 0,
                        "Kullback–Leibler divergence from the target to the model, in nats; exact."),
                new Metric("slope", Distances.slope(logP, target.logReward(), q), 1,
                        "Slope of log reward on log-probability over the target; exact."),
                new Metric("spearman", Distances.spearman(drawnLogP, drawnLogReward), 1,
                        "Rank correlation of log-probability and log reward, for objects drawn from the target."),
                new Metric("pearson", Distances.pearson(drawnLogP, drawnLogReward), 1,
                        "Linear correlation of log-probability and log reward, for objects drawn from the target; like "
                                + "spearman it does not see a wrong temperature, which slope does."),
                new Metric("fcs", FlowConsistency.DEFAULT.of(logP, target.logReward(), seed).value(), 0,
                        "Flow consistency: mean total variation of model and target on random sets of "
                                + FlowConsistency.DEFAULT.subsetSize() + " objects."),
                new Metric("relative_mean_reward_error", relativeMeanRewardError(), 0,
                        "Difference of the model's and the target's mean reward, as a share of the target's; exact."));
    }

    /**
     * All figures about log Z.
     *
     * @param learned the model's own estimate
     * @param estimator what it is, a sentence
     * @return exact figures, and the model's
     */
    public List<Metric> logPartition(final double learned, final String estimator) {
        final double exact = target.logPartition();
        final double elbo = law.elbo(target.logReward());
        final double eubo = law.eubo(target);
        return List.of(
                new Metric("elbo", elbo, exact, "Evidence lower bound of log Z; exact."),
                new Metric("elbo_gap", exact - elbo, 0, "log Z (exact) minus the evidence lower bound; exact."),
                new Metric("eubo", eubo, exact, "Evidence upper bound of log Z; exact."),
                new Metric("eubo_gap", eubo - exact, 0, "Evidence upper bound minus log Z (exact); exact."),
                new Metric("log_z_exact", exact, exact, "Logarithm of the sum of all rewards; exact."),
                new Metric("log_z", learned, exact, estimator),
                new Metric("log_z_error", Math.abs(learned - exact), 0,
                        "Distance of the model's own estimate of log Z from the exact one."));
    }

    /** {@code |E_{P_T}[R] − E_{p*}[R]| / E_{p*}[R]}: not clamped, so that overshooting shows. */
    private double relativeMeanRewardError() {
        double mean = 0;
        for (int i = 0; i < target.logReward().length; i++) {
            mean += Math.exp(law.logProbability()[i] + target.logReward()[i]);
        }
        return Distances.relativeError(mean, target.meanReward());
    }

    private static double[] pick(final double[] values, final int[] places) {
        final double[] picked = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }
}
