package org.gflownet4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;

/** Trains a policy, update by update, with progress, a log, checkpoints, a time budget and cancel. */
public final class Trainer {

    private static final int LOG_LINES = 200;
    private static final double REPORT_SECONDS = 0.5;
    /** Updates in which the machine warms up: classes are loaded, loops compiled. */
    private static final int MOST_WARM_UP = 50;

    private final TrainerSettings settings;
    private final Updates updates;

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
        this.settings = settings;
        this.updates = new Updates(policy, reward, procedure, settings, backend);
    }

    /**
     * Trains until all updates are done, the time is used up, the loss no longer falls, or the user cancels; in each case
     * the result holds the model as it is then, or the best until then.
     *
     * @param progress told at most twice a second
     * @param checkpoint given the state of training about every {@code checkpointSeconds}; called between updates on
     *            the calling thread
     * @param checkpointSeconds between two checkpoints
     * @return the trained parameters and the log
     * @throws TrainingDivergedException if the loss becomes infinite or not a number
     */
    public TrainingResult train(final Progress progress, final Consumer<TrainingResult> checkpoint,
            final double checkpointSeconds) {
        final Run run = new Run();
        TrainingResult.End end = TrainingResult.End.COMPLETED;
        double reported = -REPORT_SECONDS;
        double checkpointed = 0;
        try (Workers workers = new Workers(Math.min(settings.threads(), updates.shards()))) {
            while (updates.done() < settings.updates()) {
                final double before = run.seconds();
                progress.checkCancelled();
                if (before >= settings.seconds()) {
                    end = TrainingResult.End.TIME_BUDGET;
                    break;
                }
                run.record(updates.next(share(updates.done(), before), workers, progress));
                final double now = run.seconds();
                if (now - reported >= REPORT_SECONDS) {
                    reported = now;
                    report(progress, run.row());
                }
                if (now - checkpointed >= checkpointSeconds) {
                    checkpointed = now;
                    checkpoint.accept(run.result(TrainingResult.End.RUNNING));
                }
                if (run.watch.isPlateau() && updates.done() < settings.updates()) {
                    end = TrainingResult.End.PLATEAU;
                    break;
                }
            }
        } catch (final CancellationException e) {
            end = TrainingResult.End.CANCELLED;
        }
        return run.result(end);
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

    /** The clock and the log of a run; a line of the log is an average over the updates since the line before. */
    private final class Run {
        private final long begin = System.nanoTime();
        private final int logEvery = Math.max(1, settings.updates() / LOG_LINES);
        private final List<LogRow> log = new ArrayList<>();
        private final LossWatch watch = new LossWatch(settings, logEvery, updates.parameterCount());
        private int count;
        private double loss;
        private double reward;
        private double warmSeconds;
        private long warmTrajectories;

        double seconds() {
            return (System.nanoTime() - begin) * 1e-9;
        }

        void record(final double lossOfUpdate) {
            if (count == logEvery) {
                count = 0;
                loss = 0;
                reward = 0;
            }
            if (updates.done() <= Math.min(MOST_WARM_UP, settings.updates() / 10)) {
                warmSeconds = seconds();
                warmTrajectories = updates.trajectories();
            }
            count++;
            loss += lossOfUpdate;
            reward += updates.meanReward();
            if (count == logEvery) {
                log.add(row());
            }
            watch.record(lossOfUpdate, updates);
        }

        LogRow row() {
            return new LogRow(updates.done(), updates.trajectories(), loss / count, updates.logPartition(),
                    reward / count, seconds());
        }

        TrainingResult result(final TrainingResult.End end) {
            final List<LogRow> lines = new ArrayList<>(log);
            if (count > 0 && count < logEvery) {
                lines.add(row());
            }
            return new TrainingResult(watch.hasKept() ? watch.kept() : updates.parameters(),
                    watch.hasKept() ? watch.keptUpdate() : updates.done(), List.copyOf(lines), updates.done(),
                    updates.trajectories(),
                    updates.distinctStates(), seconds(), seconds() - warmSeconds,
                    updates.trajectories() - warmTrajectories, end);
        }
    }
}
