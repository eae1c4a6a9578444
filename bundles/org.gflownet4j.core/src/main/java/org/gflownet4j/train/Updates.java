package org.gflownet4j.train;

import java.util.Optional;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.OracleUse;
import org.gflownet4j.sample.Thompson;
import org.gflownet4j.sample.Trajectories;

/**
 * The updates of a training run: per phase it draws a batch, evaluates the reward of the objects in it (and of no others),
 * computes the loss and takes an Adam step.
 *
 * <p>A batch is cut into {@linkplain Shards shards}. Threads share them out, gradients are added up in their order, and
 * each random number depends on (seed, trajectory, step) alone; so the number of threads does not change a bit of the
 * result.
 */
final class Updates {

    private static final String STEPS = "steps";

    /** With the heads that explore; length of the parameters without them. */
    private final Policy policy;
    private final int parameterCount;
    private final TrainerSettings settings;
    private final ComputeBackend backend;

    private final Shards shards;
    private final Trajectories[] batch;
    private final float[][] gradient;
    private final BatchRewards rewards;
    private final PhaseRun[] phases;
    private final Descent descent;
    private final EarlierBatches earlier;
    private final Optional<Distillation> novelty;
    private final Thompson thompson;

    private int done;
    /** Phases of the next update that are carried out already: an update can be interrupted between two. */
    private int phasesDone;
    private double lossOfPhases;
    private long drawn;
    private long steps;
    private long distinctStates;
    /** After the last complete update: the terms that these are computed from belong to the next one when it is begun. */
    private double logPartition = Double.NaN;
    private double meanReward = Double.NaN;

    Updates(final Policy single, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings, final ComputeBackend backend) {
        this.parameterCount = single.parameterCount();
        this.thompson = procedure.thompson();
        this.policy = thompson.headsOf(single);
        this.settings = settings;
        this.backend = backend;
        final int size = settings.batchSize();
        for (final Phase phase : procedure.phases()) {
            Suitability.check(phase, policy, reward, size);
            Suitability.check(phase, settings.exploration(), policy.environment());
            Suitability.check(phase, thompson);
        }
        Suitability.check(procedure, policy);
        final boolean hasTarget = procedure.phases().stream()
                .anyMatch(phase -> phase.objective().reads().stream().anyMatch(Quantity::isOfTarget));
        this.shards = new Shards(size, policy.environment().maxTrajectoryLength(), policy.parameterCount());
        // twice for a checkpoint, and once more for a result
        MemoryNeed.require(policy, procedure, shards,
                2 * (Descent.vectors(hasTarget) + (settings.keepBest() ? 1 : 0)) + 1);
        this.batch = new Trajectories[shards.count()];
        this.gradient = new float[shards.count()][policy.parameterCount()];
        final boolean evaluatesEnds = procedure.phases().stream()
                .anyMatch(phase -> phase.objective().reads().contains(Quantity.LOG_INFLOW)
                        || phase.objective().reads().contains(Quantity.INTRINSIC_REWARD));
        for (int shard = 0; shard < shards.count(); shard++) {
            batch[shard] = new Trajectories(policy, shards.sizeOf(shard), evaluatesEnds);
        }
        this.rewards = new BatchRewards(policy.environment(), reward, batch, shards.size());
        this.earlier = new EarlierBatches(procedure, policy.environment(), size);
        this.phases = procedure.phases().stream()
                .map(phase -> new PhaseRun(phase.with(earlier.objects()), procedure.reports(phase), policy, shards,
                        batch, earlier.trajectories(), procedure, settings.seed()))
                .toArray(PhaseRun[]::new);
        this.descent = new Descent(policy, settings, hasTarget, procedure.phases().stream()
                .anyMatch(phase -> phase.trained() instanceof Trained.Backward));
        this.novelty = procedure.bonus()
                .map(one -> new Distillation(policy.environment(), one, settings.seed(), shards.count()));
    }

    /** Number of shards that a batch is cut into. */
    int shards() {
        return shards.count();
    }

    /** Updates carried out so far. */
    int done() {
        return done;
    }

    /** Trajectories drawn so far. */
    long trajectories() {
        return drawn;
    }

    /** Steps of these trajectories in all. */
    long steps() {
        return steps;
    }

    /** Network evaluations so far, each distinct state of a shard counted once. */
    long distinctStates() {
        return distinctStates;
    }

    /** A copy of the policy's parameters, with the objective's estimate of log Z. */
    float[] parameters() {
        final float[] copy = new float[parameterCount()];
        copyParameters(copy);
        return copy;
    }

    /** The same into an array that is there already. */
    void copyParameters(final float[] copy) {
        final double estimate = Double.isNaN(logPartition) || policy.temperature().isPresent()
                ? descent.parameters()[policy.logPartitionAt()] : logPartition;
        if (thompson.isNone()) {
            descent.copyParameters(copy, estimate);
        } else {
            final float[] ofAllHeads = new float[policy.parameterCount()];
            descent.copyParameters(ofAllHeads, estimate);
            System.arraycopy(policy.ofFirstHead(ofAllHeads), 0, copy, 0, copy.length);
        }
    }

    /** Lets the backend forget the parameters, when nothing is computed for a while. */
    void release() {
        backend.hold(new float[0]);
    }

    /** Length of the policy's parameter vector, of one head for P_F. */
    int parameterCount() {
        return parameterCount;
    }

    /**
     * log Z after the last complete update: the last phase's estimate; a parameter is the one after the step. Where it depends on
     * β, the mean over the last batch.
     */
    double logPartition() {
        return logPartition;
    }

    /** Mean R(x) of the last batch of the last complete update. */
    double meanReward() {
        return meanReward;
    }

    /** What was asked of a slow reward. */
    OracleUse rewardUse() {
        return rewards.use();
    }

    /**
     * Carries out the next update: all phases of the procedure, in order, or those that are left of an update that was
     * interrupted.
     *
     * @param share of the training that is done, 0 to 1: learning rates fall with it
     * @param workers share out the shards
     * @param progress asked for cancellation between shards, before parameters change
     * @return the loss, of all phases together that train P_F
     * @throws TrainingDivergedException if a loss or a gradient is infinite or not a number, or the reward fails; all is then
     *             as after the last phase that was completed
     * @throws java.util.concurrent.CancellationException if the user cancelled; the same holds
     */
    double next(final double share, final Workers workers, final Progress progress) {
        while (phasesDone < phases.length) {
            final double loss = carryOut(phases[phasesDone], share, workers, progress);
            lossOfPhases += phases[phasesDone].isReported() ? loss : 0;
            phasesDone++;
        }
        final double loss = lossOfPhases;
        final PhaseRun last = phases[phases.length - 1];
        logPartition = last.reads(Quantity.LOG_PARTITION) ? descent.logPartition(last.values())
                : last.objective().logPartition(last.values());
        meanReward = last.objective().readsLogReward() ? rewards.mean(done + 1) : Double.NaN;
        phasesDone = 0;
        lossOfPhases = 0;
        done++;
        return loss;
    }

    /** Copies all that the next updates depend on. */
    void save(final TrainingState.Builder state) {
        descent.save(state);
        rewards.save(state);
        novelty.ifPresent(networks -> networks.save(state));
        state.count(TrainingState.UPDATES, done).count("phases", phasesDone).count("trajectories", drawn)
                .count(STEPS, steps).count("distinctStates", distinctStates).measure("phaseLoss", lossOfPhases)
                .measure("logPartition", logPartition).measure("meanReward", meanReward);
        earlier.save(state);
    }

    /**
     * Goes on from what was saved.
     *
     * @throws IllegalArgumentException if it is impossible
     */
    void restore(final TrainingState state) {
        descent.restore(state);
        rewards.restore(state);
        novelty.ifPresent(networks -> networks.restore(state));
        done = state.count(TrainingState.UPDATES, settings.updates());
        phasesDone = state.count("phases", phases.length - 1);
        drawn = state.count("trajectories", Long.MAX_VALUE / 2);
        // states of earlier versions do not say
        steps = state.counters().containsKey(STEPS) ? state.count(STEPS, Long.MAX_VALUE / 2) : 0;
        distinctStates = state.count("distinctStates", Long.MAX_VALUE / 2);
        earlier.restore(state, drawn);
        lossOfPhases = state.measure("phaseLoss");
        logPartition = state.measure("logPartition");
        meanReward = state.measure("meanReward");
    }

    /** What is counted changes together with the parameters, so that a phase is either carried out or not begun. */
    private double carryOut(final PhaseRun phase, final double share, final Workers workers,
            final Progress progress) {
        final long firstStream = drawn;
        backend.hold(descent.parameters());
        final boolean readsReward = phase.objective().readsLogReward();
        final boolean asksAtOnce = readsReward && rewards.isAskedAtOnce();
        final boolean draws = earlier.isDrawing(phase.phase().source());
        workers.run(shards.count(), shard -> {
            batch[shard].watch(progress);
            phase.draw(shard, backend, descent.parameters(), settings.exploration().at(share), share, firstStream,
                    done + 1);
            if (!asksAtOnce) {
                if (readsReward) {
                    rewards.askShard(shard, done + 1);
                }
                look(phase, shard, share, firstStream);
            }
        });
        if (asksAtOnce) {
            rewards.askAll(phase.stateRewards(), progress, done + 1);
            workers.run(shards.count(), shard -> look(phase, shard, share, firstStream));
        }
        phase.collectTerms(rewards, done + 1);
        final boolean readsLogPartition = phase.reads(Quantity.LOG_PARTITION);
        if (done == 0 && readsLogPartition) {
            descent.startLogPartition(phase.objective(), phase.values());
        }
        final double loss = phase.loss(descent.parameters());
        requireFinite(phase, "loss", loss);
        final boolean readsNovelty = phase.reads(Quantity.INTRINSIC_REWARD);
        workers.run(shards.count(), shard -> {
            progress.checkCancelled();
            if (readsNovelty) {
                novelty.ifPresent(networks -> networks.computeGradient(backend, shard));
            }
            phase.computeGradient(shard, backend, descent.parameters(), gradient[shard]);
        });
        final double norm = descent.addUp(gradient, workers);
        requireFinite(phase, "gradient", descent.isTooLong(norm) ? Double.POSITIVE_INFINITY : norm);
        descent.step(gradient[0], norm, share, phase.phase(), readsLogPartition, workers);
        if (readsNovelty) {
            novelty.ifPresent(networks -> networks.step(workers));
        }
        drawn += draws ? settings.batchSize() : 0;
        for (final Trajectories trajectories : batch) {
            if (draws) {
                earlier.add(trajectories);
                steps += trajectories.steps();
            }
            distinctStates += trajectories.distinctStates();
        }
        if (readsReward && phase.phase().source().isFresh()) {
            earlier.objects().ifPresent(buffer -> rewards.offer(buffer, done + 1));
        }
        return loss;
    }

    private void requireFinite(final PhaseRun phase, final String what, final double value) {
        if (!Double.isFinite(value)) {
            throw TrainingDivergedException.of(done + 1, phase.objective().title(), what, value,
                    descent.largestNorm());
        }
    }

    private void look(final PhaseRun phase, final int shard, final double share, final long firstStream) {
        phase.look(shard, backend, descent, rewards.ofStates(shard, phase.stateRewards(), done + 1),
                settings.exploration().at(share), firstStream);
        if (phase.reads(Quantity.INTRINSIC_REWARD)) {
            phase.lookAtIntrinsicRewards(shard, novelty.map(networks -> networks.rewards(backend, shard, share))
                    .orElse(Distillation.NOTHING));
        }
    }
}
