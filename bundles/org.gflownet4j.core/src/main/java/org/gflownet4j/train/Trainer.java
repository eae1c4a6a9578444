package org.gflownet4j.train;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.OracleReward;

/** Trains a policy, update by update, with progress, a log, checkpoints, a time budget and cancel. */
public final class Trainer {

    private static final double REPORT_SECONDS = 0.5;

    private final TrainerSettings settings;
    private final Map<String, String> setup;
    private final Updates updates;
    private final RunLog log;
    private TrainingResult.End end = TrainingResult.End.RUNNING;

    /**
     * A trainer for one run.
     *
     * @param policy what to train
     * @param reward of the policy's objects; a slow one is asked as {@link OracleReward} does
     * @param procedure what an update consists of
     * @param settings how long and how fast
     * @param backend multiplies
     */
    public Trainer(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings, final ComputeBackend backend) {
        this.settings = settings;
        this.setup = Setup.of(policy, procedure, settings);
        this.updates = new Updates(policy, OracleReward.of(reward, policy.environment()), procedure, settings,
                backend);
        this.log = new RunLog(settings, updates);
    }

    /**
     * A trainer that goes on where another one was: with the same reward, backend and machine it ends with the same
     * parameters and the same log, to the last bit, seconds and what depends on a time budget excepted.
     *
     * @param policy what to train
     * @param reward of the policy's objects
     * @param procedure what an update consists of
     * @param settings as the other one had; the number of threads may differ
     * @param backend multiplies
     * @param state of the other one
     * @return ready to go on
     * @throws IllegalArgumentException in words for a user, if the state is from another training or damaged
     */
    public static Trainer resumed(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings, final ComputeBackend backend, final TrainingState state) {
        state.requireSetup(Setup.of(policy, procedure, settings));
        final Trainer trainer = new Trainer(policy, reward, procedure, settings, backend);
        trainer.updates.restore(state);
        trainer.log.restore(state);
        return trainer;
    }

    /**
     * Trains until all updates are done, the time is used up, the loss no longer falls, or the user cancels; in each case
     * the result holds the model as it is then, or the best until then.
     *
     * @param progress told at most twice a second
     * @param checkpoint given the model as it is about every {@code checkpointSeconds}; called between updates on the
     *            calling thread, and may ask for the {@link #state()}
     * @param checkpointSeconds between two checkpoints
     * @return the trained parameters and the log
     * @throws TrainingDivergedException if the loss becomes infinite or not a number, or the reward fails; {@link #result()}
     *             then gives what was there before
     */
    public TrainingResult train(final Progress progress, final Consumer<TrainingResult> checkpoint,
            final double checkpointSeconds) {
        end = TrainingResult.End.RUNNING;
        log.start();
        try (Workers workers = new Workers(Math.min(settings.threads(), updates.shards()))) {
            end = train(workers, progress, checkpoint, checkpointSeconds);
        } catch (final CancellationException e) {
            end = TrainingResult.End.CANCELLED;
        } catch (final TrainingDivergedException e) {
            end = TrainingResult.End.DIVERGED;
            throw e;
        } finally {
            log.stop();
            updates.release();
            updates.rewardUse().sentence(log.seconds()).ifPresent(progress::note);
        }
        return result();
    }

    private TrainingResult.End train(final Workers workers, final Progress progress,
            final Consumer<TrainingResult> checkpoint, final double checkpointSeconds) {
        double reported = log.seconds() - REPORT_SECONDS;
        double checkpointed = log.seconds();
        while (updates.done() < settings.updates()) {
            if (log.isPlateau()) {
                return TrainingResult.End.PLATEAU;
            }
            final double before = log.seconds();
            progress.checkCancelled();
            if (before >= settings.seconds()) {
                return TrainingResult.End.TIME_BUDGET;
            }
            log.record(updates.next(share(updates.done(), before), workers, progress));
            final double now = log.seconds();
            if (now - reported >= REPORT_SECONDS) {
                reported = now;
                report(progress, log.row());
            }
            if (now - checkpointed >= checkpointSeconds) {
                checkpointed = now;
                checkpoint.accept(result());
            }
        }
        return TrainingResult.End.COMPLETED;
    }

    /**
     * What training has led to so far.
     *
     * @return a copy; after a failed update, as it was before
     */
    public TrainingResult result() {
        return log.result(end);
    }

    /**
     * All that another trainer needs to go on from here. Not to be asked for while an update is carried out.
     *
     * @return a copy; after a failed or interrupted update, as it was before
     */
    public TrainingState state() {
        final TrainingState.Builder state = new TrainingState.Builder();
        updates.save(state);
        log.save(state);
        return state.build(setup, log.rows());
    }

    /** How much of the training is done: by updates or by time, whichever is further. */
    private double share(final int update, final double seconds) {
        return Math.max((double) update / settings.updates(), seconds / settings.seconds());
    }

    private void report(final Progress progress, final LogRow row) {
        final double done = share(row.update(), row.seconds());
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
}
