package org.gflownet4j.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.TemperatureConditional;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;

/**
 * Inverse temperatures β of a benchmark, whose target is R^β.
 *
 * @param conditional how one model is trained for many β; empty for an ordinary model at one
 * @param exponent the one β that an ordinary model is trained at
 * @param queries β that the model is measured at
 */
public record BenchTemperatures(Optional<TemperatureConditional> conditional, double exponent, List<Double> queries) {

    /** What an ordinary model is trained on: R^β. */
    LogReward tempered(final LogReward reward) {
        return exponent == 1 ? reward : reward.tempered(exponent);
    }

    /**
     * Measures a model at each β that is asked for, exactly.
     *
     * @return for each: β, total variation, log Z − ELBO, the exact log Z and the model's, the mean reward of the model and of
     *         the target
     */
    List<Map<String, Object>> measured(final BenchTask task, final GFlowNetModel model,
            final ComputeBackend backend, final int threads, final Progress progress) {
        final StateSpace space = StateSpace.of(task.environment(), StateSpace.DEFAULT_LIMIT, progress)
                .orElseThrow(() -> new IllegalArgumentException("Inverse temperatures are measured in spaces that can "
                        + "be listed, and that of " + task.name() + " is too large."));
        final TargetDistribution target = TargetDistribution.of(space, task.reward().on(task.environment(), progress),
                progress);
        final List<Map<String, Object>> measured = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            for (final double beta : queries) {
                final OptionalDouble given = conditional.isPresent() ? OptionalDouble.of(beta) : OptionalDouble.empty();
                final TargetDistribution tempered = target.tempered(beta);
                final ExactDistribution law = new ExactDistribution(space, model.policy(), model.parameters(), given,
                        backend, workers,
                        progress);
                final Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("beta", beta);
                figures.put("tv", Distances.totalVariation(law.probability(), tempered.probability()));
                figures.put("elbo_gap", tempered.logPartition() - law.elbo(tempered.logReward()));
                figures.put("log_z", model.logPartition(given, backend));
                figures.put("log_z_exact", tempered.logPartition());
                figures.put("mean_reward", mean(law.probability(), target.logReward()));
                figures.put("mean_reward_exact", mean(tempered.probability(), target.logReward()));
                measured.add(figures);
            }
        }
        return measured;
    }

    /** E[R]. */
    private static double mean(final double[] probability, final double[] logReward) {
        double mean = 0;
        for (int i = 0; i < probability.length; i++) {
            mean += probability[i] * Math.exp(logReward[i]);
        }
        return mean;
    }
}
