package org.gflownet4j.operation;

import java.util.Arrays;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.metrics.Draws;
import org.gflownet4j.metrics.Modes;
import org.gflownet4j.metrics.PerfectSampler;
import org.gflownet4j.metrics.SampleMetrics;
import org.gflownet4j.metrics.ScoredMetrics;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** The objects that the Evaluator draws, and the tables that show them. */
final class Evaluation {

    /** Largest array of states: one gibibyte. */
    static final int MAX_INTS = 1 << 28;

    private final Environment environment;
    private final Draws draws;

    private Evaluation(final Draws draws) {
        this.environment = draws.environment();
        this.draws = draws;
    }

    static Evaluation draw(final Sampler sampler, final Environment environment, final LogReward reward,
            final int samples, final long seed, final Progress progress) {
        final int width = environment.stateLength();
        if ((long) samples * width > MAX_INTS) {
            throw new OperationException(
                    "The Evaluator can not hold " + samples + " samples of this design space at once.",
                    "Take fewer samples.");
        }
        final int[] objects = new int[samples * width];
        final double[] logWeight = new double[samples];
        final int[] drawn = {0};
        sampler.draw(samples, seed, batch -> {
            System.arraycopy(batch.objects(), 0, objects, drawn[0] * width, batch.count() * width);
            for (int b = 0; b < batch.count(); b++) {
                logWeight[drawn[0]++] = batch.logWeight(b);
            }
        }, progress);
        final double[] logReward = RewardOfObjects.of(reward, objects, samples, width, progress);
        return new Evaluation(new Draws(environment, objects, logReward, logWeight));
    }

    /** Number of samples. */
    int count() {
        return draws.count();
    }

    /** The figures that are computed from the samples. */
    SampleMetrics metrics(final Optional<Modes> modes, final PerfectSampler perfect, final long seed) {
        return new SampleMetrics(draws, modes, perfect, seed);
    }

    /** Shares of the samples per reward bin; target and uniform sampling are not known. */
    Table distribution(final int bins) {
        final double[] rewards = Arrays.stream(draws.logReward()).map(Math::exp).toArray();
        final double highest = Arrays.stream(rewards).max().orElse(1);
        return bins(bins, highest, histogram(rewards, null, bins, highest), null, null);
    }

    /** Shares of samples, target and uniform sampling per reward bin. */
    Table distribution(final TargetDistribution target, final int bins) {
        final double[] all = Arrays.stream(target.logReward()).map(Math::exp).toArray();
        final double[] rewards = Arrays.stream(draws.logReward()).map(Math::exp).toArray();
        final double highest = Arrays.stream(all).max().orElse(1);
        return bins(bins, highest, histogram(rewards, null, bins, highest),
                histogram(all, target.probability(), bins, highest), histogram(all, null, bins, highest));
    }

    private static double[] histogram(final double[] values, final double[] weights, final int bins,
            final double highest) {
        final double[] shares = new double[bins];
        for (int i = 0; i < values.length; i++) {
            final int bin = Math.min(bins - 1, (int) (values[i] / highest * bins));
            shares[bin] += weights == null ? 1.0 / values.length : weights[i];
        }
        return shares;
    }

    private static Table bins(final int bins, final double highest, final double[] samples, final double[] target,
            final double[] uniform) {
        final Table.Builder table = Table.builder(EvaluatorOperation.DISTRIBUTION_COLUMNS);
        for (int i = 0; i < bins; i++) {
            table.row(highest * i / bins, highest * (i + 1) / bins, samples[i], target == null ? null : target[i],
                    uniform == null ? null : uniform[i]);
        }
        return table.build();
    }

    /** Log-probability and log reward of the first samples. */
    ScoredMetrics scored(final int most, final Sampler sampler, final long seed, final Progress progress) {
        final int scored = Math.min(most, count());
        return new ScoredMetrics(sampler.logProbability(draws.states(), scored, SamplerOperation.WALKS, seed, progress),
                Arrays.copyOf(draws.logReward(), scored));
    }

    /** One row for each of the first samples. */
    Table points(final ScoredMetrics scored) {
        final Table.Builder table = pointTable(environment);
        for (int i = 0; i < scored.logReward().length; i++) {
            table.row(environment.text(draws.states(), i * environment.stateLength()), scored.logReward()[i],
                    scored.logProbability()[i]);
        }
        return table.build();
    }

    static Table.Builder pointTable(final Environment environment) {
        return Table.builder(EvaluatorOperation.pointColumns(environment));
    }
}
