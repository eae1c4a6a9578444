package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Set;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.PartialLogReward;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.sample.TrajectoryMemory;

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

    private final Policy policy;
    private final LogReward reward;
    private final TrainerSettings settings;
    private final ComputeBackend backend;

    private final int shards;
    private final Trajectories[] batch;
    private final float[][] gradient;
    private final double[][] shardLogReward;
    private final PhaseState[] phases;
    private final Descent descent;
    private final TrajectoryMemory memory;

    private int done;
    /** Phases of the next update that are carried out already: an update can be interrupted between two. */
    private int phasesDone;
    private double lossOfPhases;
    private long drawn;
    private long distinctStates;
    /** After the last complete update: the terms that these are computed from belong to the next one when it is begun. */
    private double logPartition = Double.NaN;
    private double meanReward = Double.NaN;

    /** What belongs to one phase of the procedure. */
    private record PhaseState(Phase phase, BatchSource source, boolean isReported, Reading[] readings,
            TrajectoryTerms values, TrajectoryTerms derivatives) {

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
            Suitability.check(phase, policy, reward, size);
        }
        final boolean hasTarget = procedure.phases().stream()
                .anyMatch(phase -> phase.objective().reads().stream().anyMatch(Quantity::isOfTarget));
        final int remembered = procedure.phases().stream().mapToInt(phase -> phase.source().remembers()).max()
                .orElse(0);
        // twice for a checkpoint, and once more for a result
        MemoryNeed.require(policy, size, 2 * (Descent.vectors(hasTarget) + (settings.keepBest() ? 1 : 0)) + 1,
                remembered);
        this.shards = (size + SHARD - 1) / SHARD;
        this.batch = new Trajectories[shards];
        this.gradient = new float[shards][policy.parameterCount()];
        this.shardLogReward = new double[shards][Math.min(SHARD, size)];
        final boolean evaluatesEnds = procedure.phases().stream()
                .anyMatch(phase -> phase.objective().reads().contains(Quantity.LOG_INFLOW));
        for (int shard = 0; shard < shards; shard++) {
            batch[shard] = new Trajectories(policy, trajectoriesOf(shard), evaluatesEnds);
        }
        this.memory = new TrajectoryMemory(policy.environment(), Math.multiplyExact(remembered, size));
        this.phases = procedure.phases().stream()
                .map(phase -> state(phase, procedure.reports(phase))).toArray(PhaseState[]::new);
        this.descent = new Descent(policy, settings, hasTarget, procedure.phases().stream()
                .anyMatch(phase -> phase.trained() instanceof Trained.Backward));
    }

    private PhaseState state(final Phase phase, final boolean isReported) {
        final Set<Quantity> reads = phase.objective().reads();
        final Reading[] readings = new Reading[shards];
        Arrays.setAll(readings, shard -> new Reading(policy, batch[shard], reads));
        final int longest = policy.environment().maxTrajectoryLength();
        return new PhaseState(phase, phase.source().of(memory, settings.batchSize()), isReported, readings,
                new TrajectoryTerms(settings.batchSize(), longest, reads),
                new TrajectoryTerms(settings.batchSize(), longest, reads));
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
        final float[] copy = new float[parameterCount()];
        copyParameters(copy);
        return copy;
    }

    /** The same into an array that is there already. */
    void copyParameters(final float[] copy) {
        descent.copyParameters(copy, Double.isNaN(logPartition) ? descent.logPartition() : logPartition);
    }

    /** Length of the parameter vector. */
    int parameterCount() {
        return policy.parameterCount();
    }

    /** log Z after the last complete update: the last phase's estimate; a parameter is the one after the step. */
    double logPartition() {
        return logPartition;
    }

    /** Mean R(x) of the last batch of the last complete update. */
    double meanReward() {
        return meanReward;
    }

    /**
     * Carries out the next update: all phases of the procedure, in order, or those that are left of an update that was
     * interrupted.
     *
     * @param share of the training that is done, 0 to 1: learning rates fall with it
     * @param workers share out the shards
     * @param progress asked for cancellation between shards, before parameters change
     * @return the loss, of all phases together that train P_F
     * @throws TrainingDivergedException if a loss or a gradient is infinite or not a number; all is then as after the last
     *             phase that was completed
     * @throws java.util.concurrent.CancellationException if the user cancelled; the same holds
     */
    double next(final double share, final Workers workers, final Progress progress) {
        while (phasesDone < phases.length) {
            final double loss = carryOut(phases[phasesDone], share, workers, progress);
            lossOfPhases += phases[phasesDone].isReported() ? loss : 0;
            phasesDone++;
        }
        final double loss = lossOfPhases;
        final PhaseState last = phases[phases.length - 1];
        logPartition = last.reads(Quantity.LOG_PARTITION) ? descent.logPartition()
                : last.objective().logPartition(last.values());
        meanReward = meanReward(last.values());
        phasesDone = 0;
        lossOfPhases = 0;
        done++;
        return loss;
    }

    /** Copies all that the next updates depend on. */
    void save(final TrainingState.Builder state) {
        descent.save(state);
        state.count(TrainingState.UPDATES, done).count("phases", phasesDone).count("trajectories", drawn)
                .count("distinctStates", distinctStates).measure("phaseLoss", lossOfPhases)
                .measure("logPartition", logPartition).measure("meanReward", meanReward);
        if (memory.capacity() > 0) {
            state.vector(TrainingState.MEMORY, memory.toNumbers());
        }
    }

    /**
     * Goes on from what was saved.
     *
     * @throws IllegalArgumentException if it is impossible
     */
    void restore(final TrainingState state) {
        descent.restore(state);
        done = state.count(TrainingState.UPDATES, settings.updates());
        phasesDone = state.count("phases", phases.length - 1);
        drawn = state.count("trajectories", Long.MAX_VALUE / 2);
        distinctStates = state.count("distinctStates", Long.MAX_VALUE / 2);
        if (memory.capacity() > 0) {
            memory.restore(state.vector(TrainingState.MEMORY), drawn);
        }
        lossOfPhases = state.measure("phaseLoss");
        logPartition = state.measure("logPartition");
        meanReward = state.measure("meanReward");
    }

    /** What is counted changes together with the parameters, so that a phase is either carried out or not begun. */
    private double carryOut(final PhaseState phase, final double share, final Workers workers,
            final Progress progress) {
        final long firstStream = drawn;
        final boolean draws = phase.phase().source().remembers() == 0 || memory.added() == 0;
        workers.run(shards, shard -> {
            batch[shard].watch(progress);
            draw(phase, shard, share, firstStream);
        });
        collectTerms(phase);
        final boolean readsLogPartition = phase.reads(Quantity.LOG_PARTITION);
        if (done == 0 && readsLogPartition) {
            descent.startLogPartition(meanLogWeight(phase.values()));
        }
        Arrays.fill(phase.values().logPartition, descent.logPartition());
        final double loss = phase.objective().loss(phase.values(), phase.derivatives());
        requireFinite(phase, "loss", loss);
        workers.run(shards, shard -> {
            progress.checkCancelled();
            Arrays.fill(gradient[shard], 0f);
            phase.readings()[shard].addGradient(backend, descent.parameters(), phase.derivatives(), shard * SHARD,
                    gradient[shard]);
        });
        final double norm = descent.addUp(gradient, workers);
        requireFinite(phase, "gradient", descent.isTooLong(norm) ? Double.POSITIVE_INFINITY : norm);
        descent.step(gradient[0], norm, share, phase.phase(), readsLogPartition, workers);
        drawn += draws ? settings.batchSize() : 0;
        for (final Trajectories trajectories : batch) {
            if (draws && memory.capacity() > 0) {
                memory.add(trajectories);
            }
            distinctStates += trajectories.distinctStates();
        }
        return loss;
    }

    private void requireFinite(final PhaseState phase, final String what, final double value) {
        if (!Double.isFinite(value)) {
            throw TrainingDivergedException.of(done + 1, phase.objective().title(), what, value,
                    descent.largestNorm());
        }
    }

    private void draw(final PhaseState phase, final int shard, final double share, final long firstStream) {
        final int count = trajectoriesOf(shard);
        final Conditions conditions = Conditions.none(count);
        phase.source().fill(batch[shard], backend, descent.parameters(), count, conditions,
                settings.exploration().at(share), settings.seed(), firstStream + (long) shard * SHARD);
        if (phase.objective().readsLogReward()) {
            reward.logRewards(batch[shard].objects(), count, conditions, shardLogReward[shard]);
        }
        phase.readings()[shard].look(backend, descent.parameters(), descent.target(), stateRewards(phase));
    }

    private Reading.StateRewards stateRewards(final PhaseState phase) {
        return (states, evaluated, result) -> {
            if (phase.reads(Quantity.PARTIAL_LOG_REWARD)) {
                ((PartialLogReward) reward).logPartialRewards(states, evaluated.size(), evaluated.conditions(), result);
            } else {
                reward.logRewards(states, evaluated.size(), evaluated.conditions(), result);
            }
            for (int row = 0; row < evaluated.size(); row++) {
                requireFiniteReward(states, row, result[row]);
            }
        };
    }

    private void collectTerms(final PhaseState phase) {
        final TrajectoryTerms values = phase.values();
        int edges = 0;
        for (int b = 0; b < values.trajectories(); b++) {
            values.start[b] = edges;
            phase.derivatives().start[b] = edges;
            edges += batch[b / SHARD].length(b % SHARD);
            if (phase.objective().readsLogReward()) {
                values.logReward[b] = shardLogReward[b / SHARD][b % SHARD];
                requireFiniteReward(batch[b / SHARD].objects(), b % SHARD, values.logReward[b]);
            } else {
                values.logReward[b] = Double.NaN;
            }
        }
        values.start[values.trajectories()] = edges;
        phase.derivatives().start[values.trajectories()] = edges;
        for (int shard = 0; shard < shards; shard++) {
            phase.readings()[shard].write(values, shard * SHARD);
        }
    }

    private void requireFiniteReward(final int[] states, final int number, final double logReward) {
        if (!Double.isFinite(logReward)) {
            final Environment space = policy.environment();
            throw TrainingDivergedException.ofReward(done + 1, space.text(states, number * space.stateLength()),
                    logReward);
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

    private static double meanReward(final TrajectoryTerms values) {
        double sum = 0;
        for (final double logReward : values.logReward) {
            sum += Math.exp(logReward);
        }
        return sum / values.trajectories();
    }
}
