package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.RewardFailedException;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Thompson;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.sample.TrajectoryMemory;

/**
 * A phase of the procedure in a run: draws the shards of its batches, collects from them what its objective reads, and takes the
 * derivatives of the loss back to each shard. Shards may be drawn, looked at and derived by any threads; terms are collected,
 * and the loss is computed, by one.
 */
final class PhaseRun {

    private final Phase phase;
    private final boolean isReported;
    private final Shards shards;
    private final Trajectories[] batch;
    private final Thompson thompson;
    private final Optional<Temperatures> temperatures;
    private final long seed;
    private final BatchSource source;
    private final Reading[] readings;
    private final TrajectoryTerms values;
    private final TrajectoryTerms derivatives;
    /** Of each shard, where its first lesson is among those of the batch. */
    private final int[] firstLesson;

    /**
     * A phase of a run.
     *
     * @param phase as the procedure has it
     * @param isReported whether its loss is the run's
     * @param policy with the heads that explore
     * @param shards of the batch
     * @param batch room for the trajectories of each shard
     * @param memory of earlier trajectories
     * @param procedure says which heads learn from which trajectories, and at which β
     * @param seed of the run
     */
    PhaseRun(final Phase phase, final boolean isReported, final Policy policy, final Shards shards,
            final Trajectories[] batch, final TrajectoryMemory memory, final TrainingProcedure procedure,
            final long seed) {
        this.phase = phase;
        this.isReported = isReported;
        this.shards = shards;
        this.batch = batch;
        this.thompson = procedure.thompson();
        this.temperatures = procedure.temperatures();
        this.seed = seed;
        this.source = phase.source().of(memory, shards.batch());
        final Set<Quantity> reads = phase.objective().reads();
        this.readings = new Reading[shards.count()];
        Arrays.setAll(readings, shard -> new Reading(policy, batch[shard], reads));
        final int lessons = Math.multiplyExact(shards.batch(), thompson.heads());
        this.values = new TrajectoryTerms(lessons, shards.longest(), reads);
        this.derivatives = new TrajectoryTerms(lessons, shards.longest(), reads);
        this.firstLesson = new int[shards.count()];
    }

    Phase phase() {
        return phase;
    }

    Objective objective() {
        return phase.objective();
    }

    /** Whether its loss is part of the one that is reported. */
    boolean isReported() {
        return isReported;
    }

    boolean reads(final Quantity quantity) {
        return phase.objective().reads().contains(quantity);
    }

    BatchRewards.OfStates stateRewards() {
        return reads(Quantity.PARTIAL_LOG_REWARD) ? BatchRewards.OfStates.PARTIAL
                : reads(Quantity.STATE_LOG_REWARD) ? BatchRewards.OfStates.OBJECTS : BatchRewards.OfStates.NONE;
    }

    /** What the objective read of the last batch. */
    TrajectoryTerms values() {
        return values;
    }

    /**
     * Draws the trajectories of a shard.
     *
     * @param share of the training that is done, 0 to 1
     * @param firstStream random stream of the batch's first trajectory
     * @throws TrainingDivergedException if the reward fails where drawing asks for it
     */
    void draw(final int shard, final ComputeBackend backend, final float[] parameters, final Exploration exploration,
            final double share, final long firstStream, final int update) {
        final int count = shards.sizeOf(shard);
        try {
            source.fill(batch[shard], backend, parameters, count, conditions(shard, count, share, firstStream),
                    exploration, seed, firstStream + shards.first(shard));
        } catch (final RewardFailedException e) {
            // local search asks on its way
            throw TrainingDivergedException.ofReward(update, e);
        }
    }

    /** β of each trajectory, the same for all of a group that the objective compares, however the batch is cut. */
    private Conditions conditions(final int shard, final int count, final double share, final long firstStream) {
        if (temperatures.isEmpty()) {
            return Conditions.none(count);
        }
        final TemperatureDistribution distribution = source.isFresh() ? temperatures.get().explore()
                : temperatures.get().train();
        final int group = phase.objective().trajectoriesPerCondition();
        final float[] beta = new float[count];
        for (int b = 0; b < count; b++) {
            final int number = shards.first(shard) + b;
            beta[b] = (float) distribution.draw(seed, firstStream + number - number % group, share);
        }
        return new Conditions(count, 1, beta);
    }

    /**
     * Looks at a shard that is drawn.
     *
     * @param rewards of its states
     */
    void look(final int shard, final ComputeBackend backend, final Descent descent,
            final Reading.StateRewards rewards, final Exploration exploration, final long firstStream) {
        readings[shard].look(backend, descent.parameters(), descent.target(), rewards);
        if (!thompson.isNone()) {
            readings[shard].drawLessons(thompson, exploration, seed, firstStream + shards.first(shard));
        }
    }

    /** Looks at the intrinsic rewards of a shard's states, where the objective reads them. */
    void lookAtIntrinsicRewards(final int shard, final Reading.StateRewards rewards) {
        readings[shard].lookAtIntrinsicRewards(rewards);
    }

    /** Writes what the objective reads of all shards one behind the other. */
    void collectTerms(final BatchRewards rewards, final int update) {
        int edges = 0;
        int lesson = 0;
        for (int shard = 0; shard < shards.count(); shard++) {
            final Reading reading = readings[shard];
            firstLesson[shard] = lesson;
            for (int i = 0; i < reading.lessons(); i++) {
                final int b = reading.trajectory(i);
                values.logReward[lesson] = phase.objective().readsLogReward()
                        ? reading.inverseTemperature(b) * rewards.logReward(shards.first(shard) + b, update)
                        : Double.NaN;
                edges += batch[shard].length(b);
                lesson++;
                values.start[lesson] = edges;
                derivatives.start[lesson] = edges;
            }
            reading.write(values, firstLesson[shard]);
        }
        values.setTrajectories(lesson);
        derivatives.setTrajectories(lesson);
    }

    /**
     * Computes the loss of what was collected, and its derivatives.
     *
     * @param parameters those that the batch was drawn with, but for log Z, which may have been started since
     */
    double loss(final float[] parameters) {
        for (int shard = 0; shard < shards.count(); shard++) {
            readings[shard].writeLogPartition(parameters, values, firstLesson[shard]);
        }
        return phase.objective().loss(values, derivatives);
    }

    /** Computes the gradient of the loss as far as it comes from a shard. */
    void computeGradient(final int shard, final ComputeBackend backend, final float[] parameters,
            final float[] gradient) {
        readings[shard].computeGradient(backend, parameters, derivatives, firstLesson[shard], gradient);
    }
}
