package org.gflownet4j.train;

import java.util.ArrayList;
import java.util.List;

/**
 * The clock and the log of a run; a line of the log is an average over the updates since the line before. The clock goes
 * on where it was when a run is resumed.
 */
final class RunLog {

    private static final int LINES = 200;
    /** Updates in which the machine warms up: classes are loaded, loops compiled. */
    private static final int MOST_WARM_UP = 50;

    private final Updates updates;
    private final LossWatch watch;
    private final int every;
    private final int warmUp;
    private final List<LogRow> rows = new ArrayList<>();
    private int count;
    private double loss;
    private double reward;
    private double warmSeconds;
    private long warmTrajectories;

    /** Until the clock was last started. */
    private double secondsBefore;
    private long started;
    private boolean running;

    RunLog(final TrainerSettings settings, final Updates updates) {
        this.updates = updates;
        this.every = Math.max(1, settings.updates() / LINES);
        this.warmUp = Math.min(MOST_WARM_UP, settings.updates() / 10);
        this.watch = new LossWatch(settings, every, updates.parameterCount());
    }

    /** Starts the clock. */
    void start() {
        started = System.nanoTime();
        running = true;
    }

    /** Stops it. */
    void stop() {
        secondsBefore = seconds();
        running = false;
    }

    /** Seconds of training so far. */
    double seconds() {
        return running ? secondsBefore + (System.nanoTime() - started) * 1e-9 : secondsBefore;
    }

    /** Takes note of an update that was just carried out. */
    void record(final double lossOfUpdate) {
        if (count == every) {
            count = 0;
            loss = 0;
            reward = 0;
        }
        if (updates.done() <= warmUp) {
            warmSeconds = seconds();
            warmTrajectories = updates.trajectories();
        }
        count++;
        loss += lossOfUpdate;
        reward += updates.meanReward();
        if (count == every) {
            rows.add(row());
        }
        watch.record(lossOfUpdate, updates);
    }

    /** The line as it is so far; there must have been an update. */
    LogRow row() {
        return new LogRow(updates.done(), updates.trajectories(), loss / count, updates.logPartition(), reward / count,
                seconds());
    }

    /** Whether training should end, since the loss no longer falls. */
    boolean isPlateau() {
        return watch.isPlateau();
    }

    /** What training leaves behind if it ends here. */
    TrainingResult result(final TrainingResult.End end) {
        final List<LogRow> lines = new ArrayList<>(rows);
        if (count > 0 && count < every) {
            lines.add(row());
        }
        final double now = seconds();
        return new TrainingResult(watch.hasKept() ? watch.kept() : updates.parameters(),
                watch.hasKept() ? watch.keptUpdate() : updates.done(), List.copyOf(lines), updates.done(),
                updates.trajectories(), updates.steps(), updates.distinctStates(), now, now - warmSeconds,
                updates.trajectories() - warmTrajectories, end, updates.rewardUse());
    }

    /** Copies all of it; the lines of the log are given on their own. */
    void save(final TrainingState.Builder state) {
        watch.save(state);
        state.count("log.count", count).measure("log.loss", loss).measure("log.reward", reward)
                .measure("seconds", seconds()).measure("warm-up.seconds", warmSeconds)
                .count("warm-up.trajectories", warmTrajectories);
    }

    /** Complete lines. */
    List<LogRow> rows() {
        return rows;
    }

    /** Goes on from what was saved. */
    void restore(final TrainingState state) {
        watch.restore(state);
        count = state.count("log.count", every);
        loss = state.measure("log.loss");
        reward = state.measure("log.reward");
        secondsBefore = state.measure("seconds");
        warmSeconds = state.measure("warm-up.seconds");
        warmTrajectories = state.count("warm-up.trajectories", updates.trajectories());
        if (!(secondsBefore >= 0) || count == 0 != (updates.done() == 0)) {
            throw new IllegalArgumentException("The state of training is damaged: its log does not fit its updates.");
        }
        rows.clear();
        rows.addAll(state.log());
    }
}
