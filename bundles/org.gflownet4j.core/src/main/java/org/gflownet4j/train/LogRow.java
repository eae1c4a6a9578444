package org.gflownet4j.train;

/**
 * A line of the training log: averages over the updates since the line before.
 *
 * @param update gradient steps done
 * @param trajectories drawn so far
 * @param loss mean loss
 * @param logPartition log Z as the objective estimates it, at the last of these updates
 * @param meanReward mean R(x) of the objects drawn
 * @param seconds since training began
 */
public record LogRow(int update, long trajectories, double loss, double logPartition, double meanReward,
        double seconds) {
}
