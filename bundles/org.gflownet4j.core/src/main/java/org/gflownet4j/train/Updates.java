package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.nn.GradientClip;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.PartialLogReward;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;

/**
 * The updates of a training run: per phase it draws a batch, evaluates the reward of the objects in it (and of no others),
 * computes the loss and takes an Adam step.
 *
 * <p>A batch is cut into shards of {@value #SHARD} trajectories. Threads share out the shards, gradients are added up in
 * the order of the shards, and each random number depends on (seed, trajectory, step) alone; so the number of threads
 * does not change a bit of the result.
 */
final class Updates {

    /** Trajectories per shard: enough rows for efficient matrix products, few enough to feed two cores. */
    static final int SHARD = 64;

    /** Parameters per task when gradients are added up. */
    private static final int BLOCK = 16_384;

    private static final double MEMORY_SHARE = 0.8;

    private final Policy policy;
    private final LogReward reward;
    private final TrainerSettings settings;
    private final ComputeBackend backend;

    private final int shards;
    private final Trajectories[] batch;
    private final float[][] gradient;
    private final double[][] shardLogReward;
    private final PhaseState[] phases;
    private final GradientClip clip;
    private final Adam adam;
    private final float[] parameters;
    private final float[] target;

    private int done;
    private long drawn;
    private long distinctStates;
    private double largestNorm;

    /** What belongs to one phase of the procedure. */
    private record PhaseState(Phase phase, Reading[] readings, TrajectoryTerms values, TrajectoryTerms derivatives) {

        Objective objective() {
            return phase.objective();
        }

        boolean reads(final Quantity quantity) {
            return phase.objective().reads().contains(quantity);
        }
    }

    Updates(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings, final ComputeBackend backend) {
        this.policy = policy;
        this.reward = reward;
        this.settings = settings;
        this.backend = backend;
        final int size = settings.batchSize();
        for (final Phase phase : procedure.phases()) {
            Suitability.check(phase.objective(), policy, reward, size);
        }
        requireMemory(policy, size, settings.keepBest() ? 5 : 4);
        this.shards = (size + SHARD - 1) / SHARD;
        this.batch = new Trajectories[shards];
        this.gradient = new float[shards][policy.parameterCount()];
        this.shardLogReward = new double[shards][Math.min(SHARD, size)];
        final boolean evaluatesEnds = procedure.phases().stream()
                .anyMatch(phase -> phase.objective().reads().contains(Quantity.LOG_INFLOW));
        for (int shard = 0; shard < shards; shard++) {
            batch[shard] = new Trajectories(policy, trajectoriesOf(shard), evaluatesEnds);
        }
        this.phases = procedure.phases().stream().map(this::state).toArray(PhaseState[]::new);
        this.clip = new GradientClip(policy.logPartitionAt());
        this.adam = new Adam(policy.parameterCount());
        this.parameters = policy.initialParameters(settings.seed());
        this.target = Arrays.stream(phases).anyMatch(phase -> phase.reads(Quantity.TARGET_LOG_OUTFLOW))
                ? parameters.clone() : new float[0];
    }

    private PhaseState state(final Phase phase) {
        final Set<Quantity> reads = phase.objective().reads();
        final Reading[] readings = new Reading[shards];
        Arrays.setAll(readings, shard -> new Reading(policy, batch[shard], reads));
        final int longest = policy.environment().maxTrajectoryLength();
        return new PhaseState(phase, readings, new TrajectoryTerms(settings.batchSize(), longest, reads),
                new TrajectoryTerms(settings.batchSize(), longest, reads));
    }

    /** Refuses, in words, what would not fit: one gradient per shard, and the activations of every step of a batch. */
    private static void requireMemory(final Policy policy, final int size, final int copies) {
        final long perStep = policy.valuesPerState() + policy.environment().stateLength();
        final double bytes = 4.0 * policy.parameterCount() * ((size + SHARD - 1) / SHARD + copies)
                + 4.0 * size * policy.environment().maxTrajectoryLength() * (perStep + 20);
        final long available = Runtime.getRuntime().maxMemory();
        if (bytes > MEMORY_SHARE * available) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "Training needs up to %.1f GiB of memory, but Java may use %.1f GiB. Take fewer objects per step, a "
                            + "smaller network or shorter objects, or give Java more memory.",
                    bytes / (1 << 30), available / (double) (1 << 30)));
        }
    }

    private int trajectoriesOf(final int shard) {
        return Math.min(SHARD, settings.batchSize() - shard * SHARD);
    }

    /** Number of shards that a batch is cut into. */
    int shards() {
        return shards;
    }

    /** Updates carried out so far. */
    int done() {
        return done;
    }

    /** Trajectories drawn so far. */
    long trajectories() {
        return drawn;
    }

    /** Network evaluations so far, each distinct state of a shard counted once. */
    long distinctStates() {
        return distinctStates;
    }

    /** A copy of the parameters, with the objective's estimate of log Z. */
    float[] parameters() {
        final float[] copy = new float[parameters.length];
        copyParameters(copy);
        return copy;
    }

    /** The same into an array that is there already. */
    void copyParameters(final float[] copy) {
        System.arraycopy(parameters, 0, copy, 0, parameters.length);
        if (done > 0) {
            copy[policy.logPartitionAt()] = (float) logPartition();
        }
    }

    /** Length of the parameter vector. */
    int parameterCount() {
        return parameters.length;
    }

    /**
     * Carries out the next update: all phases of the procedure, in order.
     *
     * @param share of the training that is done, 0 to 1: learning rates fall with it
     * @param workers share out the shards
     * @param progress asked for cancellation between shards, before parameters change
     * @return the loss, of all phases together
     * @throws TrainingDivergedException if a loss or a gradient is infinite or not a number; parameters are then those of
     *             the last phase that was completed
     * @throws java.util.concurrent.CancellationException if the user cancelled; the same holds
     */
    double next(final double share, final Workers workers, final Progress progress) {
        double loss = 0;
        for (final PhaseState phase : phases) {
            loss += carryOut(phase, share, workers, progress);
        }
        done++;
        return loss;
    }

    private double carryOut(final PhaseState phase, final double share, final Workers workers,
            final Progress progress) {
        final long firstStream = drawn;
        workers.run(shards, shard -> {
            batch[shard].watch(progress);
            draw(phase, shard, share, firstStream);
        });
        drawn += settings.batchSize();
        collectTerms(phase);
        final boolean readsLogPartition = phase.reads(Quantity.LOG_PARTITION);
        if (done == 0 && readsLogPartition) {
            parameters[policy.logPartitionAt()] = (float) meanLogWeight(phase.values());
        }
        Arrays.fill(phase.values().logPartition, parameters[policy.logPartitionAt()]);
        final double loss = phase.objective().loss(phase.values(), phase.derivatives());
        requireFinite(phase, "loss", loss);
        workers.run(shards, shard -> {
            progress.checkCancelled();
            Arrays.fill(gradient[shard], 0f);
            phase.readings()[shard].addGradient(backend, parameters, phase.derivatives(), shard * SHARD,
                    gradient[shard]);
        });
        step(phase, share, workers, readsLogPartition);
        return loss;
    }

    private void requireFinite(final PhaseState phase, final String what, final double value) {
        if (!Double.isFinite(value)) {
            throw TrainingDivergedException.of(done + 1, phase.objective().title(), what, value, largestNorm);
        }
    }

    private void draw(final PhaseState phase, final int shard, final double share, final long firstStream) {
        final int count = trajectoriesOf(shard);
        final Conditions conditions = Conditions.none(count);
        phase.phase().source().fill(batch[shard], backend, parameters, count, conditions, settings.epsilonAt(share),
                settings.seed(), firstStream + (long) shard * SHARD);
        reward.logRewards(batch[shard].objects(), count, conditions, shardLogReward[shard]);
        phase.readings()[shard].look(backend, parameters, target, stateRewards(phase));
    }

    private Reading.StateRewards stateRewards(final PhaseState phase) {
        return phase.reads(Quantity.PARTIAL_LOG_REWARD)
                ? (states, evaluated, result) -> ((PartialLogReward) reward).logPartialRewards(states, evaluated.size(),
                        evaluated.conditions(), result)
                : (states, evaluated, result) -> reward.logRewards(states, evaluated.size(), evaluated.conditions(),
                        result);
    }

    private void collectTerms(final PhaseState phase) {
        final TrajectoryTerms values = phase.values();
        int edges = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            values.start[b] = edges;
            phase.derivatives().start[b] = edges;
            edges += batch[b / SHARD].length(b % SHARD);
            values.logReward[b] = shardLogReward[b / SHARD][b % SHARD];
            if (!Double.isFinite(values.logReward[b])) {
                throw TrainingDivergedException.ofReward(done + 1, values.logReward[b]);
            }
        }
        values.start[values.trajectories()] = edges;
        phase.derivatives().start[values.trajectories()] = edges;
        for (int shard = 0; shard < shards; shard++) {
            phase.readings()[shard].write(values, shard * SHARD);
            distinctStates += batch[shard].distinctStates();
        }
    }

    /** The first batch's own estimate of log Z: with it, training does not begin with a long climb. */
    private static double meanLogWeight(final TrajectoryTerms values) {
        double sum = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            sum += values.logReward[b];
        }
        for (int e = 0; e < values.edges(); e++) {
            sum += values.logBackward[e] - values.logForward[e];
        }
        return sum / values.trajectories();
    }

    private void step(final PhaseState phase, final double share, final Workers workers,
            final boolean trainsLogPartition) {
        final Optimisation optimisation = settings.optimisation();
        final double factor = optimisation.schedule().factor(share);
        final int network = policy.logPartitionAt();
        final int blocks = (network + BLOCK - 1) / BLOCK;
        workers.run(blocks, block -> addUpGradients(block * BLOCK, Math.min(network, (block + 1) * BLOCK)));
        final double norm = clip.clip(gradient[0], 0, network, optimisation.maxGradientNorm(), workers);
        requireFinite(phase, "gradient", norm);
        largestNorm = Math.max(largestNorm, norm);
        adam.nextStep();
        workers.run(blocks, block -> {
            final int from = block * BLOCK;
            final int to = Math.min(network, from + BLOCK);
            adam.update(parameters, gradient[0], from, to, optimisation.learningRate() * factor,
                    optimisation.weightDecay());
            if (target.length > 0) {
                followTarget((float) phase.phase().targetRate(), from, to);
            }
        });
        if (trainsLogPartition) {
            addUpGradients(network, network + 1);
            adam.update(parameters, gradient[0], network, network + 1,
                    optimisation.logPartitionLearningRate() * factor);
        }
    }

    private void followTarget(final float rate, final int from, final int to) {
        for (int i = from; i < to; i++) {
            target[i] += rate * (parameters[i] - target[i]);
        }
    }

    private void addUpGradients(final int from, final int to) {
        final float[] sum = gradient[0];
        for (int shard = 1; shard < shards; shard++) {
            final float[] part = gradient[shard];
            for (int i = from; i < to; i++) {
                sum[i] += part[i];
            }
        }
    }

    private PhaseState last() {
        return phases[phases.length - 1];
    }

    /** The last phase's estimate; a parameter is the one after the step. */
    double logPartition() {
        return last().reads(Quantity.LOG_PARTITION) ? parameters[policy.logPartitionAt()]
                : last().objective().logPartition(last().values());
    }

    /** Mean R(x) of the last batch. */
    double meanReward() {
        double sum = 0;
        for (final double logReward : last().values().logReward) {
            sum += Math.exp(logReward);
        }
        return sum / settings.batchSize();
    }
}
