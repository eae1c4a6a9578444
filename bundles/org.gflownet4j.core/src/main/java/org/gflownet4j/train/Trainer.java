package org.gflownet4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

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
 * Trains a policy: per update and phase it draws a batch, evaluates the reward of the objects in it (and of no others),
 * computes the loss and takes an Adam step.
 *
 * <p>A batch is cut into shards of {@value #SHARD} trajectories. Threads share out the shards, gradients are added up in
 * the order of the shards, and each random number depends on (seed, trajectory, step) alone; so the number of threads
 * does not change a bit of the result.
 */
public final class Trainer {

    /** Trajectories per shard: enough rows for efficient matrix products, few enough to feed two cores. */
    static final int SHARD = 64;

    /** Parameters per task when gradients are added up. */
    private static final int BLOCK = 16_384;

    private static final int LOG_LINES = 200;
    private static final double FINAL_RATE = 0.01;
    private static final long REPORT_NANOS = 250_000_000L;

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

    private long drawn;
    private long distinctStates;

    /**
     * A trainer for one run.
     *
     * @param policy what to train
     * @param reward of the policy's objects
     * @param procedure what an update consists of
     * @param settings how long and how fast
     * @param backend multiplies
     */
    public Trainer(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings, final ComputeBackend backend) {
        this.policy = policy;
        this.reward = reward;
        this.procedure = procedure;
        this.settings = settings;
        this.backend = backend;
        final int size = settings.batchSize();
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

    private int trajectoriesOf(final int shard) {
        return Math.min(SHARD, settings.batchSize() - shard * SHARD);
    }

    /**
     * Trains until all updates are done, the time is used up, or the user cancels; in each case the result holds the
     * model as it is then.
     *
     * @param progress told about four times a second
     * @param checkpoint given the state of training about every {@code checkpointSeconds}; called between updates on
     *            the calling thread, and must not change what it is given
     * @param checkpointSeconds between two checkpoints
     * @return the trained parameters and the log
     * @throws TrainingDivergedException if the loss becomes infinite or not a number
     */
    public TrainingResult train(final Progress progress, final Consumer<TrainingResult> checkpoint,
            final double checkpointSeconds) {
        final List<LogRow> log = new ArrayList<>();
        final long begin = System.nanoTime();
        final int logEvery = Math.max(1, settings.updates() / LOG_LINES);
        final LogWindow window = new LogWindow();
        TrainingResult.End end = TrainingResult.End.COMPLETED;
        long reported = begin - REPORT_NANOS;
        double checkpointed = 0;
        int update = 0;
        try (Workers workers = new Workers(Math.min(settings.threads(), shards))) {
            while (update < settings.updates()) {
                final double seconds = (System.nanoTime() - begin) * 1e-9;
                if (progress.isCancelled()) {
                    end = TrainingResult.End.CANCELLED;
                    break;
                }
                if (seconds >= settings.seconds()) {
                    end = TrainingResult.End.TIME_BUDGET;
                    break;
                }
                final double loss = update(update, Math.max((double) update / settings.updates(),
                        seconds / settings.seconds()), workers);
                update++;
                if (!Double.isFinite(loss)) {
                    throw new TrainingDivergedException(update, loss);
                }
                window.add(loss, logPartition(), meanReward());
                final double now = (System.nanoTime() - begin) * 1e-9;
                final LogRow row = window.row(update, drawn, now);
                if (window.updates == logEvery || update == settings.updates()) {
                    log.add(row);
                    window.clear();
                }
                if (System.nanoTime() - reported >= REPORT_NANOS) {
                    reported = System.nanoTime();
                    report(progress, row);
                }
                if (now - checkpointed >= checkpointSeconds) {
                    checkpointed = now;
                    checkpoint.accept(result(log, update, now, end));
                }
            }
        }
        if (window.updates > 0) {
            log.add(window.row(update, drawn, (System.nanoTime() - begin) * 1e-9));
        }
        return result(log, update, (System.nanoTime() - begin) * 1e-9, end);
    }

    private TrainingResult result(final List<LogRow> log, final int updates, final double seconds,
            final TrainingResult.End end) {
        final float[] copy = parameters.clone();
        if (updates > 0) {
            copy[policy.logPartitionAt()] = (float) logPartition();
        }
        return new TrainingResult(copy, List.copyOf(log), updates, drawn, distinctStates, seconds, end);
    }

    private void report(final Progress progress, final LogRow row) {
        final double done = Math.max((double) row.update() / settings.updates(), row.seconds() / settings.seconds());
        final double left = row.seconds() * (1 - done) / done;
        progress.report(done, () -> String.format(Locale.ROOT,
                "Step %,d/%,d · loss %.3g · log Z %.3f · mean reward %.3g · %s left", row.update(), settings.updates(),
                row.loss(), row.logPartition(), row.meanReward(), duration(left)));
    }

    private static String duration(final double seconds) {
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        return seconds < 7200 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
    }

    private double update(final int update, final double done, final Workers workers) {
        double loss = 0;
        for (final Phase phase : procedure.phases()) {
            loss += phaseUpdate(phase, update, done, workers);
        }
        return loss;
    }

    private double phaseUpdate(final Phase phase, final int update, final double done, final Workers workers) {
        final long firstStream = drawn;
        workers.run(shards, shard -> draw(phase, shard, firstStream));
        drawn += settings.batchSize();
        collectTerms();
        final boolean readsLogPartition = phase.objective().reads().contains(Quantity.LOG_PARTITION);
        if (update == 0 && readsLogPartition) {
            parameters[policy.logPartitionAt()] = (float) meanLogWeight();
        }
        Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
        final double loss = phase.objective().loss(values, derivatives);
        workers.run(shards, shard -> {
            Arrays.fill(gradient[shard], 0f);
            batch[shard].addGradient(backend, parameters, derivatives, phase.objective().reads(), shard * SHARD,
                    gradient[shard]);
        });
        step(done, workers, readsLogPartition);
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
    private void step(final double done, final Workers workers, final boolean trainsLogPartition) {
        adam.nextStep();
        final double schedule = FINAL_RATE + (1 - FINAL_RATE) * 0.5 * (1 + Math.cos(Math.PI * done));
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
    private double logPartition() {
        final Phase last = procedure.phases().get(procedure.phases().size() - 1);
        return last.objective().reads().contains(Quantity.LOG_PARTITION) ? parameters[policy.logPartitionAt()]
                : values.logFlow[0];
    }

    private double meanReward() {
        double sum = 0;
        for (final double logReward : values.logReward) {
            sum += Math.exp(logReward);
        }
        return sum / values.trajectories();
    }

    /** Averages between two lines of the log. */
    private static final class LogWindow {
        private int updates;
        private double loss;
        private double logPartition;
        private double reward;

        void add(final double lossOfUpdate, final double logPartitionNow, final double meanReward) {
            updates++;
            loss += lossOfUpdate;
            logPartition = logPartitionNow;
            reward += meanReward;
        }

        LogRow row(final int update, final long trajectories, final double seconds) {
            return new LogRow(update, trajectories, loss / updates, logPartition, reward / updates, seconds);
        }

        void clear() {
            updates = 0;
            loss = 0;
            reward = 0;
        }
    }
}
