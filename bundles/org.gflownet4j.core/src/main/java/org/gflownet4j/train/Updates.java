package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Locale;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
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

    private static final double FINAL_RATE = 0.01;
    private static final double MEMORY_SHARE = 0.8;

    private final Policy policy;
    private final LogReward reward;
    private final TrainingProcedure procedure;
    private final TrainerSettings settings;
    private final ComputeBackend backend;

    private final int shards;
    private final Trajectories[] batch;
    private final float[][] gradient;
    private final double[][] shardLogReward;
    private final TrajectoryTerms values;
    private final TrajectoryTerms derivatives;
    private final Adam adam;
    private final float[] parameters;

    private int done;
    private long drawn;
    private long distinctStates;

    Updates(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings, final ComputeBackend backend) {
        this.policy = policy;
        this.reward = reward;
        this.procedure = procedure;
        this.settings = settings;
        this.backend = backend;
        final int size = settings.batchSize();
        requireMemory(policy, size, settings.keepBest() ? 4 : 3);
        this.shards = (size + SHARD - 1) / SHARD;
        this.batch = new Trajectories[shards];
        this.gradient = new float[shards][policy.parameterCount()];
        this.shardLogReward = new double[shards][Math.min(SHARD, size)];
        for (int shard = 0; shard < shards; shard++) {
            batch[shard] = new Trajectories(policy, trajectoriesOf(shard));
        }
        this.values = new TrajectoryTerms(size, policy.environment().maxTrajectoryLength());
        this.derivatives = new TrajectoryTerms(size, policy.environment().maxTrajectoryLength());
        this.adam = new Adam(policy.parameterCount());
        this.parameters = policy.initialParameters(settings.seed());
    }

    /** Refuses, in words, what would not fit: one gradient per shard, and the activations of every step of a batch. */
    private static void requireMemory(final Policy policy, final int size, final int copies) {
        final long perStep = policy.outputs() + policy.environment().stateLength()
                + policy.architecture().hidden().stream().mapToLong(Integer::longValue).sum();
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
     * @throws TrainingDivergedException if the loss is infinite or not a number
     * @throws java.util.concurrent.CancellationException if the user cancelled; parameters are then those of the last phase
     *             that was completed
     */
    double next(final double share, final Workers workers, final Progress progress) {
        double loss = 0;
        for (final Phase phase : procedure.phases()) {
            loss += carryOut(phase, share, workers, progress);
        }
        done++;
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(done, loss);
        }
        return loss;
    }

    private double carryOut(final Phase phase, final double share, final Workers workers, final Progress progress) {
        final long firstStream = drawn;
        workers.run(shards, shard -> {
            batch[shard].watch(progress);
            draw(phase, shard, firstStream);
        });
        drawn += settings.batchSize();
        collectTerms();
        final boolean readsLogPartition = phase.objective().reads().contains(Quantity.LOG_PARTITION);
        if (done == 0 && readsLogPartition) {
            parameters[policy.logPartitionAt()] = (float) meanLogWeight();
        }
        Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
        final double loss = phase.objective().loss(values, derivatives);
        workers.run(shards, shard -> {
            progress.checkCancelled();
            Arrays.fill(gradient[shard], 0f);
            batch[shard].addGradient(backend, parameters, derivatives, phase.objective().reads(), shard * SHARD,
                    gradient[shard]);
        });
        step(share, workers, readsLogPartition);
        return loss;
    }

    private void draw(final Phase phase, final int shard, final long firstStream) {
        final int count = trajectoriesOf(shard);
        final Conditions conditions = Conditions.none(count);
        phase.source().fill(batch[shard], backend, parameters, count, conditions, settings.seed(),
                firstStream + (long) shard * SHARD);
        reward.logRewards(batch[shard].objects(), count, conditions, shardLogReward[shard]);
    }

    private void collectTerms() {
        int edges = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            values.start[b] = edges;
            derivatives.start[b] = edges;
            edges += batch[b / SHARD].length(b % SHARD);
            values.logReward[b] = shardLogReward[b / SHARD][b % SHARD];
            if (!Double.isFinite(values.logReward[b])) {
                throw TrainingDivergedException.ofReward(done + 1, values.logReward[b]);
            }
        }
        values.start[values.trajectories()] = edges;
        derivatives.start[values.trajectories()] = edges;
        for (int shard = 0; shard < shards; shard++) {
            batch[shard].writeTerms(values, shard * SHARD);
            distinctStates += batch[shard].distinctStates();
        }
    }

    /** The first batch's own estimate of log Z: with it, training does not begin with a long climb. */
    private double meanLogWeight() {
        double sum = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            sum += values.logReward[b];
        }
        for (int e = 0; e < values.edges(); e++) {
            sum += values.logBackward[e] - values.logForward[e];
        }
        return sum / values.trajectories();
    }

    /** Learning rates fall along a cosine with the share of the training that is done. */
    private void step(final double share, final Workers workers, final boolean trainsLogPartition) {
        adam.nextStep();
        final double schedule = FINAL_RATE + (1 - FINAL_RATE) * 0.5 * (1 + Math.cos(Math.PI * share));
        final int network = policy.logPartitionAt();
        workers.run((network + BLOCK - 1) / BLOCK, block -> {
            final int from = block * BLOCK;
            final int to = Math.min(network, from + BLOCK);
            addUpGradients(from, to);
            adam.update(parameters, gradient[0], from, to, settings.learningRate() * schedule);
        });
        if (trainsLogPartition) {
            addUpGradients(network, network + 1);
            adam.update(parameters, gradient[0], network, network + 1,
                    settings.logPartitionLearningRate() * schedule);
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

    /** The last phase's estimate: the parameter where the objective reads one, log F(s₀) otherwise. */
    double logPartition() {
        final Phase last = procedure.phases().get(procedure.phases().size() - 1);
        return last.objective().reads().contains(Quantity.LOG_PARTITION) ? parameters[policy.logPartitionAt()]
                : values.logFlow[0];
    }

    /** Mean R(x) of the last batch. */
    double meanReward() {
        double sum = 0;
        for (final double logReward : values.logReward) {
            sum += Math.exp(logReward);
        }
        return sum / values.trajectories();
    }
}
