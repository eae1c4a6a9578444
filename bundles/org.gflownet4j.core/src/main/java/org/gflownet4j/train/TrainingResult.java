package org.gflownet4j.train;

import java.util.List;

import org.gflownet4j.reward.OracleUse;

/**
 * What training leaves behind.
 *
 * @param parameters the policy's, log Z among them
 * @param keptUpdate number of the gradient step that the parameters are from; the last one, unless the best are kept
 * @param log lines of the training log, oldest first
 * @param updates gradient steps taken
 * @param trajectories drawn
 * @param steps of these trajectories in all, the stop steps among them; 0 if nobody counted
 * @param distinctStates network evaluations, each distinct state of a shard counted once
 * @param seconds training took
 * @param steadySeconds the same without the warm-up, which is the first tenth of the updates, 50 at most
 * @param steadyTrajectories drawn in that time
 * @param end why it ended
 * @param rewardUse what was asked of a slow reward, and the part of the seconds that it took; nothing for a cheap one
 */
public record TrainingResult(float[] parameters, int keptUpdate, List<LogRow> log, int updates, long trajectories,
        long steps, long distinctStates, double seconds, double steadySeconds, long steadyTrajectories, End end,
        OracleUse rewardUse) {

    /**
     * The same of a training with a cheap reward.
     *
     * @param parameters the policy's, log Z among them
     * @param keptUpdate number of the gradient step that the parameters are from
     * @param log lines of the training log, oldest first
     * @param updates gradient steps taken
     * @param trajectories drawn
     * @param steps of these trajectories in all
     * @param distinctStates network evaluations
     * @param seconds training took
     * @param steadySeconds the same without the warm-up
     * @param steadyTrajectories drawn in that time
     * @param end why it ended
     */
    public TrainingResult(final float[] parameters, final int keptUpdate, final List<LogRow> log, final int updates,
            final long trajectories, final long steps, final long distinctStates, final double seconds,
            final double steadySeconds,
            final long steadyTrajectories, final End end) {
        this(parameters, keptUpdate, log, updates, trajectories, steps, distinctStates, seconds, steadySeconds,
                steadyTrajectories, end, OracleUse.NONE);
    }

    /** Why training ended. */
    public enum End {
        /** It has not: this is a checkpoint. */
        RUNNING,
        /** All updates were done. */
        COMPLETED,
        /** The time budget was used up. */
        TIME_BUDGET,
        /** The mean loss no longer fell. */
        PLATEAU,
        /** The user asked for it. */
        CANCELLED,
        /** A loss, a gradient or a reward was no number, or the reward failed: this is what was there before. */
        DIVERGED
    }
}
