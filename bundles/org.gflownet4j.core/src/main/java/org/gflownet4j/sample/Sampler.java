package org.gflownet4j.sample;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.LogReward;

/** Draws objects from a trained policy, and estimates how likely it is to draw given ones. */
public final class Sampler {

    /** Walks at a time, at most; fewer where trajectories are long, so that their activations fit the memory. */
    private static final int CHUNK = 512;
    private static final int CHUNK_FLOATS = 1 << 24;

    /** What random numbers are for: none are used twice, whatever the seeds of training and sampling are. */
    private static final long DRAW = 1;
    private static final long WALK = 2;
    private static final long SEARCH = 3;

    private final Policy policy;
    private final float[] parameters;
    private final ComputeBackend backend;
    private final OptionalDouble beta;
    private final int chunk;

    /**
     * A sampler.
     *
     * @param policy unconditional
     * @param parameters the policy's
     * @param backend multiplies
     * @throws IllegalArgumentException in words for a user, if the policy is not unconditional
     */
    public Sampler(final Policy policy, final float[] parameters, final ComputeBackend backend) {
        this(policy, parameters, backend, OptionalDouble.empty());
    }

    /**
     * A sampler at an inverse temperature.
     *
     * @param policy temperature-conditional, if β is given
     * @param parameters the policy's
     * @param backend multiplies
     * @param beta inverse temperature, above 0; empty for an unconditional policy
     * @throws IllegalArgumentException in words for a user, if β is missing, unwanted, or no inverse temperature
     */
    public Sampler(final Policy policy, final float[] parameters, final ComputeBackend backend,
            final OptionalDouble beta) {
        policy.conditions(0, beta);
        this.beta = beta;
        this.policy = policy;
        this.parameters = parameters;
        this.backend = backend;
        final long perWalk = policy.environment().maxTrajectoryLength() * policy.valuesPerState();
        this.chunk = (int) Math.max(1, Math.min(CHUNK, CHUNK_FLOATS / perWalk));
    }

    /**
     * Draws objects.
     *
     * @param count how many
     * @param seed of the draw
     * @param batch gets the trajectories that end in them, in the order of their random streams; they are only valid
     *            during the call
     * @param progress told how far it is, and asked for cancellation at each step of the walks
     */
    public void draw(final int count, final long seed, final Consumer<Trajectories> batch, final Progress progress) {
        final int[] drawn = {0};
        draw(0, count, seed, trajectories -> {
            batch.accept(trajectories);
            drawn[0] += trajectories.count();
            final int done = drawn[0];
            progress.report((double) done / count, () -> "Drew " + done + " of " + count);
        }, progress);
    }

    /**
     * Draws some objects of the endless list that belongs to a seed. Progress is left to the caller.
     *
     * @param first place in the list of the first object to draw, counted from 0
     * @param count how many
     * @param seed of the list
     * @param batch gets the trajectories that end in them, in the order of the list; they are only valid during the call
     * @param progress asked for cancellation at each step of the walks
     */
    public void draw(final long first, final int count, final long seed, final Consumer<Trajectories> batch,
            final Progress progress) {
        final Trajectories trajectories = new Trajectories(policy, Math.min(chunk, count));
        trajectories.watch(progress);
        final long drawSeed = CounterRandom.bits(seed, Long.MIN_VALUE, DRAW);
        for (int from = 0; from < count; from += chunk) {
            final int size = Math.min(chunk, count - from);
            trajectories.sampleForward(backend, parameters, size, policy.conditions(size, beta), drawSeed,
                    first + from);
            batch.accept(trajectories);
        }
    }

    /**
     * What local search made of objects.
     *
     * @param objects {@code [object][stateLength]}, in the order of those it began with
     * @param logReward log R of each of them, in nats
     * @param acceptedShare share of the candidates that were accepted, 0 to 1
     */
    public record Searched(int[] objects, double[] logReward, double acceptedShare) {
    }

    /**
     * Takes objects apart and rebuilds them, round by round: see {@link LocalSearch}. Objects that are distributed as R/Z stay
     * so with {@link LocalSearch.Acceptance#METROPOLIS_HASTINGS} at inverse temperature 1, and become independent of those
     * they came from; objects that are not come closer to that law, or to R^β.
     *
     * @param objects terminating states, {@code [object][stateLength]}; not changed
     * @param count number of objects
     * @param search how far and how often
     * @param reward of the objects
     * @param seed of the search
     * @param progress told how far it is, and asked for cancellation at each step of the walks
     * @return one object for each
     */
    public Searched search(final int[] objects, final int count, final LocalSearch search, final LogReward reward,
            final long seed, final Progress progress) {
        if (beta.isPresent()) {
            throw new IllegalArgumentException("Local search can not be used with a temperature-conditional model: it "
                    + "knows no inverse temperature (β).");
        }
        final int width = policy.environment().stateLength();
        final Trajectories trajectories = new Trajectories(policy, Math.max(1, Math.min(chunk, count)));
        trajectories.watch(progress);
        final BackAndForth chains = trajectories.backAndForth();
        final long searchSeed = CounterRandom.bits(seed, Long.MIN_VALUE, SEARCH);
        final int[] found = new int[Math.multiplyExact(count, width)];
        final double[] logReward = new double[count];
        for (int from = 0; from < count; from += chunk) {
            final int size = Math.min(chunk, count - from);
            chains.startAt(objects, from * width, size, reward);
            for (int round = 0; round < search.rounds(); round++) {
                chains.round(backend, parameters, size, search, reward, searchSeed, (long) round * count + from);
                final double done = (from + size * (round + 1.0) / search.rounds()) / count;
                progress.report(done, () -> "Searched " + Math.round(done * 100) + " % of the way");
            }
            for (int c = 0; c < size; c++) {
                chains.copyObject(c, found, (from + c) * width);
                logReward[from + c] = chains.logReward(c);
            }
        }
        return new Searched(found, logReward, count == 0 ? 0
                : chains.accepted() / ((double) count * search.rounds()));
    }

    /**
     * Log-probabilities of objects, with their uncertainty.
     *
     * @param logProbability estimate of log P_T(x), one per object, in nats
     * @param standardError of these logarithms, in nats: 0 in a tree, where they are exact; NaN from a single walk
     */
    public record Estimates(double[] logProbability, double[] standardError) {
    }

    /**
     * Estimates log P_T(x) by {@code log mean_i P_F(τ_i)/P_B(τ_i|x)} over trajectories τ_i drawn from P_B. In a tree there
     * is one trajectory, and the result is exact; elsewhere the mean is unbiased and its logarithm a little low.
     *
     * @param objects terminating states, {@code [object][stateLength]}
     * @param count number of objects
     * @param walks trajectories per object, at least 1; one is used in a tree
     * @param seed of the draw
     * @param progress told how far it is, and asked for cancellation at each step of the walks
     * @return nats, one per object
     */
    public double[] logProbability(final int[] objects, final int count, final int walks, final long seed,
            final Progress progress) {
        return estimate(objects, count, walks, seed, progress).logProbability();
    }

    /**
     * Estimates log P_T(x) as {@link #logProbability} does, with standard errors: that of the mean over the walks, divided
     * by the mean, which is the error of its logarithm to first order (delta method); too small
     * where single walks carry most of the weight.
     *
     * @param objects terminating states, {@code [object][stateLength]}
     * @param count number of objects
     * @param walks trajectories per object, at least 1; one is used in a tree
     * @param seed of the draw
     * @param progress told how far it is, and asked for cancellation at each step of the walks
     * @return one estimate per object
     */
    public Estimates estimate(final int[] objects, final int count, final int walks, final long seed,
            final Progress progress) {
        final int perObject = policy.environment().isTree() ? 1 : walks;
        final int width = policy.environment().stateLength();
        final Trajectories trajectories = new Trajectories(policy, Math.max(1, Math.min(chunk, count)));
        trajectories.watch(progress);
        final long walkSeed = CounterRandom.bits(seed, Long.MIN_VALUE, WALK);
        final LogMeans means = new LogMeans(count);
        for (int walk = 0; walk < perObject; walk++) {
            for (int from = 0; from < count; from += chunk) {
                final int size = Math.min(chunk, count - from);
                trajectories.sampleBackward(backend, parameters, objects, from * width, size,
                        policy.conditions(size, beta),
                        walkSeed, (long) walk * count + from);
                for (int b = 0; b < size; b++) {
                    means.add(from + b, trajectories.logWeight(b));
                }
                final double done = (walk + (double) (from + size) / count) / perObject;
                progress.report(done, () -> "Computed " + Math.round(done * 100) + " % of the log-probabilities");
            }
        }
        return means.estimates(perObject, policy.environment().isTree());
    }

    /** Running sums of weights and of their squares, both divided by {@code exp(highest)} or its square. */
    private static final class LogMeans {
        private final double[] highest;
        private final double[] sum;
        private final double[] squares;

        LogMeans(final int count) {
            highest = new double[count];
            Arrays.fill(highest, Double.NEGATIVE_INFINITY);
            sum = new double[count];
            squares = new double[count];
        }

        void add(final int i, final double logWeight) {
            if (logWeight > highest[i]) {
                final double shrink = Math.exp(highest[i] - logWeight);
                sum[i] = sum[i] * shrink + 1;
                squares[i] = squares[i] * shrink * shrink + 1;
                highest[i] = logWeight;
            } else {
                final double weight = Math.exp(logWeight - highest[i]);
                sum[i] += weight;
                squares[i] += weight * weight;
            }
        }

        Estimates estimates(final int walks, final boolean isExact) {
            final double[] logMean = new double[sum.length];
            final double[] error = new double[sum.length];
            for (int i = 0; i < sum.length; i++) {
                final double mean = sum[i] / walks;
                logMean[i] = highest[i] + Math.log(mean);
                // Var(mean)/mean² with the n − 1 estimate of the variance; rounding must not make it negative
                error[i] = isExact ? 0
                        : Math.sqrt(Math.max(0, squares[i] / walks - mean * mean) / (walks - 1.0)) / mean;
            }
            return new Estimates(logMean, error);
        }
    }
}
