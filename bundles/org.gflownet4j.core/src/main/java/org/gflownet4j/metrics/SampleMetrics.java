package org.gflownet4j.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;

/**
 * The figures that come from a model's draws, with their meaning, each beside what a perfect sampler would show in as many.
 *
 * @param draws of the model
 * @param modes that it should find, if such are known
 * @param perfect what a perfect sampler would show; {@link PerfectSampler#UNKNOWN} where the target can not be listed
 * @param seed of the pairs that a mean distance is taken over
 */
public record SampleMetrics(Draws draws, Optional<Modes> modes, PerfectSampler perfect, long seed) {

    /**
     * What the frequencies of the draws are away from the target. No such figure becomes 0 at any number of samples.
     *
     * @param space all objects
     * @param target what should be drawn from
     * @param progress asked for cancellation
     * @return distances, each with its noise floor
     */
    public List<Metric> frequencies(final StateSpace space, final TargetDistribution target,
            final Progress progress) {
        final double[] p = draws.frequencies(space);
        final double[] q = target.probability();
        final int n = draws.count();
        final double tvFloor = Distances.noiseFloor(q, n);
        progress.checkCancelled();
        final double jsdFloor = NoiseFloor.jensenShannon(q, n);
        progress.checkCancelled();
        final double klFloor = NoiseFloor.kullbackLeibler(q, n);
        return List.of(
                new Metric("tv_samples", Distances.totalVariation(p, q), tvFloor,
                        "Total variation between the samples' frequencies and the target."),
                floor("tv", tvFloor),
                new Metric("l1_sum_samples", Distances.l1Sum(p, q), NoiseFloor.l1Sum(q, n),
                        "Sum over all objects of the difference between the samples' frequencies and the target."),
                new Metric("l1_mean_samples", Distances.l1Mean(p, q), NoiseFloor.l1Mean(q, n),
                        "The same divided by the number of objects."),
                new Metric("jsd_samples", Distances.jensenShannon(p, q), jsdFloor,
                        "Jensen–Shannon divergence of the samples' frequencies and the target, in nats."),
                floor("jsd", jsdFloor),
                new Metric("kl_samples", Distances.kullbackLeiblerWithFloor(p, q), klFloor,
                        "Kullback–Leibler divergence from the samples' frequencies to the target, in nats."),
                floor("kl", klFloor));
    }

    private static Metric floor(final String distance, final double value) {
        return new Metric(distance + "_noise_floor", value, Double.NaN, "What " + distance
                + "_samples would be, on average, for a perfect model at this number of samples.");
    }

    /**
     * What needs no more than the draws.
     *
     * @param progress asked for cancellation several times a second, unless there are very many draws
     * @return bounds of log Z, rewards, diversity, counts
     */
    public List<Metric> ofDraws(final Progress progress) {
        final List<Metric> list = new ArrayList<>(partition());
        list.addAll(rewards());
        list.addAll(variety(progress));
        return list;
    }

    private List<Metric> partition() {
        final Estimate elbo = PartitionEstimates.elbo(draws.logReward(), draws.logWeight());
        final Estimate importance = PartitionEstimates.importanceLogPartition(draws.logReward(), draws.logWeight());
        return List.of(
                new Metric("elbo_samples", elbo.value(), perfect.logPartition(),
                        "Evidence lower bound of log Z, estimated from samples."),
                new Metric("elbo_samples_error", elbo.standardError(), Double.NaN, "Standard error of elbo_samples."),
                new Metric("log_z_importance", importance.value(), perfect.logPartition(),
                        "log Z by importance sampling with the model's draws; not the estimate that training gave, and too "
                                + "low if the model leaves out a part of the target."),
                new Metric("log_z_importance_standard_error", importance.standardError(), Double.NaN,
                        "Standard error of log_z_importance, as far as the draws can tell."));
    }

    private List<Metric> rewards() {
        final Estimate mean = Estimate.ofMean(Arrays.stream(draws.logReward()).map(Math::exp).toArray());
        final List<Metric> list = new ArrayList<>(List.of(
                new Metric("mean_reward", mean.value(), perfect.meanReward(), "Mean reward of the samples."),
                new Metric("mean_reward_standard_error", mean.standardError(), perfect.meanRewardError(),
                        "Standard error of mean_reward.")));
        if (!Double.isNaN(perfect.meanReward())) {
            list.add(new Metric("relative_mean_reward_error_samples",
                    Distances.relativeError(mean.value(), perfect.meanReward()), perfect.relativeMeanRewardError(),
                    "Difference of the samples' and the target's mean reward, as a share of the target's."));
        }
        return list;
    }

    private List<Metric> variety(final Progress progress) {
        final int[] distinct = draws.distinct();
        final TopObjects top = TopObjects.of(distinct, draws.logReward(), TopObjects.USUAL);
        final List<Metric> list = new ArrayList<>(List.of(
                new Metric("top_k_reward", top.meanReward(), perfect.topReward(),
                        "Mean reward of the " + TopObjects.USUAL + " best different objects among the samples."),
                new Metric("top_k_diversity", diversity(top.places(), progress), perfect.topDiversity(),
                        "Mean distance of these objects from each other."),
                new Metric("diversity", diversity(IntStream.range(0, draws.count()).toArray(), progress),
                        perfect.diversity(),
                        "Mean distance of two samples from each other.")));
        modes.ifPresent(known -> list.add(new Metric("modes", known.found(draws.states(), draws.count(), progress),
                perfect.modes(), "How many of " + known.count() + " modes the samples found.")));
        list.add(new Metric("samples", draws.count(), Double.NaN, "Number of samples."));
        list.add(new Metric("distinct_samples", distinct.length, perfect.distinct(),
                "Number of different objects among the samples."));
        return list;
    }

    private double diversity(final int[] places, final Progress progress) {
        return Diversity.of(draws.environment(), draws.states(), places, seed, progress);
    }
}
