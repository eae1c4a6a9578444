package org.gflownet4j.operation;

import java.util.Arrays;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** The objects that the Evaluator draws, and what is computed from them. */
final class Evaluation {

    /** Largest array of states: one gibibyte. */
    static final int MAX_INTS = 1 << 28;

    private final Environment environment;
    private final int count;
    /** Every draw: {@code [sample][stateLength]}. */
    private final int[] objects;
    private final double[] logReward;
    /** log P_F(τ) − log P_B(τ|x) of every draw. */
    private final double[] logWeight;

    private Evaluation(final Environment environment, final int count) {
        this.environment = environment;
        this.count = count;
        if ((long) count * environment.stateLength() > MAX_INTS) {
            throw new OperationException(
                    "The Evaluator can not hold " + count + " samples of this design space at once.",
                    "Take fewer samples.");
        }
        this.objects = new int[count * environment.stateLength()];
        this.logReward = new double[count];
        this.logWeight = new double[count];
    }

    static Evaluation draw(final Sampler sampler, final Environment environment, final LogReward reward,
            final int samples, final long seed, final Progress progress) {
        final Evaluation evaluation = new Evaluation(environment, samples);
        final int width = environment.stateLength();
        final int[] drawn = {0};
        sampler.draw(samples, seed, batch -> {
            System.arraycopy(batch.objects(), 0, evaluation.objects, drawn[0] * width, batch.count() * width);
            for (int b = 0; b < batch.count(); b++) {
                evaluation.logWeight[drawn[0]++] = batch.logWeight(b);
            }
        }, progress);
        System.arraycopy(RewardOfObjects.of(reward, evaluation.objects, samples, width, progress), 0,
                evaluation.logReward, 0, samples);
        return evaluation;
    }

    /** Number of samples. */
    int count() {
        return count;
    }

    /** Adds the figures that need samples alone; the target's log Z and mean reward are NaN where they are not known. */
    void addTo(final EvaluatorOperation.MetricList list, final double targetLogPartition,
            final double targetMeanReward) {
        double elbo = 0;
        double meanReward = 0;
        for (int i = 0; i < count; i++) {
            elbo += (logReward[i] - logWeight[i]) / count;
            meanReward += Math.exp(logReward[i]) / count;
        }
        double variance = 0;
        for (int i = 0; i < count; i++) {
            final double deviation = logReward[i] - logWeight[i] - elbo;
            variance += deviation * deviation / (count - 1.0);
        }
        list.add("elbo_samples", elbo, targetLogPartition, "Evidence lower bound of log Z, estimated from samples.");
        list.add("elbo_samples_error", Math.sqrt(variance / count), Double.NaN, "Standard error of elbo_samples.");
        list.add("mean_reward", meanReward, targetMeanReward, "Mean reward of the samples.");
        list.add("samples", count, Double.NaN, "Number of samples.");
        list.add("distinct_samples", distinct(), Double.NaN, "Number of different objects among the samples.");
    }

    private int distinct() {
        final int width = environment.stateLength();
        final StateIndex index = new StateIndex(width, 1024);
        for (int i = 0; i < count; i++) {
            index.add(objects, i * width);
        }
        return index.size();
    }

    double totalVariation(final StateSpace space, final TargetDistribution target) {
        final double[] frequency = new double[space.size()];
        for (int i = 0; i < count; i++) {
            frequency[space.find(objects, i * environment.stateLength())] += 1.0 / count;
        }
        final double[] perObject = new double[space.objects().length];
        for (int i = 0; i < perObject.length; i++) {
            perObject[i] = frequency[space.objects()[i]];
        }
        return Distances.totalVariation(perObject, target.probability());
    }

    /** Shares of the samples per reward bin; target and uniform sampling are not known. */
    Table distribution(final int bins) {
        final double[] rewards = Arrays.stream(logReward).map(Math::exp).toArray();
        final double highest = Arrays.stream(rewards).max().orElse(1);
        return bins(bins, highest, histogram(rewards, null, bins, highest), null, null);
    }

    /** Shares of samples, target and uniform sampling per reward bin. */
    Table distribution(final TargetDistribution target, final int bins) {
        final double[] all = Arrays.stream(target.logReward()).map(Math::exp).toArray();
        final double[] rewards = Arrays.stream(logReward).map(Math::exp).toArray();
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

    /** Log reward and log-probability of the first samples. */
    Table points(final int most, final Sampler sampler, final long seed, final Progress progress) {
        final int shown = Math.min(most, count);
        final double[] logProbability = sampler.logProbability(objects, shown, SamplerOperation.WALKS, seed, progress);
        final Table.Builder table = pointTable(environment);
        for (int i = 0; i < shown; i++) {
            table.row(environment.text(objects, i * environment.stateLength()), logReward[i], logProbability[i]);
        }
        return table.build();
    }

    static Table.Builder pointTable(final Environment environment) {
        return Table.builder(EvaluatorOperation.pointColumns(environment));
    }
}
