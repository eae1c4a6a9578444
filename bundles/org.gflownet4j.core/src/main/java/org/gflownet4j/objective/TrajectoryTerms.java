package org.gflownet4j.objective;

import java.util.Arrays;
import java.util.Set;

/**
 * The scalars of a batch of trajectories that an objective's loss depends on; or, with the same shape, the loss's
 * derivatives with respect to them. Edges of all trajectories stand one behind the other: those of trajectory b are
 * {@code start[b]} to {@code start[b+1] − 1}, in the order of the walk. Arrays of quantities that nobody reads are empty.
 * Reused from batch to batch.
 */
public final class TrajectoryTerms {

    private int trajectories;
    /** First edge of each trajectory; {@code [trajectories + 1]}. */
    public final int[] start;
    /** log P_F(s_{t+1} | s_t) of each edge. */
    public final double[] logForward;
    /** log P_B(s_t | s_{t+1}) of each edge. */
    public final double[] logBackward;
    /** log P_F(stop | s_t) of the state that each edge starts from. */
    public final double[] logStop;
    /** log F(s_t) of the state that each edge starts from. */
    public final double[] logFlow;
    /** The critic's value of the state that each edge starts from. */
    public final double[] stateValue;
    /** log of what flows out of the state that each edge starts from. */
    public final double[] logOutflow;
    /** log of what flows into the state that each edge leads to; 0 for stop edges, and nobody reads it. */
    public final double[] logInflow;
    /** log Σ exp of P_B's logits of the state that each edge leads to; 0 for stop edges, and nobody reads it. */
    public final double[] logBackwardSum;
    /** log R or −E of the state that each edge starts from; never has a derivative. */
    public final double[] stateLogReward;
    /** Intrinsic reward of the state that each edge leads to, at a stop edge of the object; never has a derivative. */
    public final double[] intrinsicReward;
    /** The target network's log P_F of each edge; never has a derivative. */
    public final double[] targetLogForward;
    /** The target network's log-outflow of the state that each edge starts from; never has a derivative. */
    public final double[] targetLogOutflow;
    /** The target network's {@link #logBackwardSum}; never has a derivative. */
    public final double[] targetLogBackwardSum;
    /** Whether each trajectory ends with a stop edge. */
    public final boolean[] stops;
    /** log Z for each trajectory. */
    public final double[] logPartition;
    /** log R(x) of each trajectory's object, multiplied by its {@link #inverseTemperature}; never has a derivative. */
    public final double[] logReward;
    /** Inverse temperature β of each trajectory, which has a log Z of its own; 1 without. Never has a derivative. */
    public final double[] inverseTemperature;

    /**
     * Room for a batch.
     *
     * @param trajectories in the batch; at most so many in those to come
     * @param maxLength most edges of a trajectory
     * @param reads quantities that there is room for
     */
    public TrajectoryTerms(final int trajectories, final int maxLength, final Set<Quantity> reads) {
        final int edges = Math.multiplyExact(trajectories, maxLength);
        this.trajectories = trajectories;
        this.start = new int[trajectories + 1];
        this.logForward = new double[edges];
        this.logBackward = new double[edges];
        this.logStop = room(edges, reads, Quantity.LOG_STOP);
        this.logFlow = room(edges, reads, Quantity.LOG_FLOW);
        this.stateValue = room(edges, reads, Quantity.STATE_VALUE);
        this.logOutflow = room(edges, reads, Quantity.LOG_OUTFLOW);
        this.logInflow = room(edges, reads, Quantity.LOG_INFLOW);
        this.logBackwardSum = room(edges, reads, Quantity.LOG_BACKWARD_SUM);
        this.stateLogReward = reads.contains(Quantity.STATE_LOG_REWARD) ? new double[edges]
                : room(edges, reads, Quantity.PARTIAL_LOG_REWARD);
        this.intrinsicReward = room(edges, reads, Quantity.INTRINSIC_REWARD);
        this.targetLogForward = room(edges, reads, Quantity.TARGET_LOG_FORWARD);
        this.targetLogOutflow = room(edges, reads, Quantity.TARGET_LOG_OUTFLOW);
        this.targetLogBackwardSum = room(edges, reads, Quantity.TARGET_LOG_BACKWARD_SUM);
        this.stops = new boolean[trajectories];
        this.logPartition = new double[trajectories];
        this.logReward = new double[trajectories];
        this.inverseTemperature = new double[trajectories];
        Arrays.fill(inverseTemperature, 1);
    }

    private static double[] room(final int edges, final Set<Quantity> reads, final Quantity quantity) {
        return reads.contains(quantity) ? new double[edges] : new double[0];
    }

    /**
     * Sets the number of trajectories in the batch.
     *
     * @param number 1 to as many as there is room for
     */
    public void setTrajectories(final int number) {
        trajectories = number;
    }

    /**
     * Number of trajectories.
     *
     * @return at least 1
     */
    public int trajectories() {
        return trajectories;
    }

    /**
     * Number of edges of all trajectories.
     *
     * @return {@code start[trajectories]}
     */
    public int edges() {
        return start[trajectories];
    }

    /**
     * The line {@code z + slope · β} that is nearest to the batch's estimates {@code log R + Σ log P_B − Σ log P_F} of log Z,
     * by least squares: a first guess where log Z depends on β.
     *
     * @return z and the slope, in nats; the slope is 0 if all β are the same
     */
    public double[] logPartitionLine() {
        double meanBeta = 0;
        double mean = 0;
        for (int b = 0; b < trajectories; b++) {
            meanBeta += inverseTemperature[b] / trajectories;
            mean += (logReward[b] - logForwardMinusBackward(b)) / trajectories;
        }
        double covariance = 0;
        double variance = 0;
        for (int b = 0; b < trajectories; b++) {
            final double apart = inverseTemperature[b] - meanBeta;
            covariance += apart * (logReward[b] - logForwardMinusBackward(b) - mean);
            variance += apart * apart;
        }
        final double slope = variance > 0 ? covariance / variance : 0;
        return new double[]{mean - slope * meanBeta, slope};
    }

    /** {@code Σ_t log P_F − Σ_t log P_B} of a trajectory. */
    double logForwardMinusBackward(final int trajectory) {
        double sum = 0;
        for (int e = start[trajectory]; e < start[trajectory + 1]; e++) {
            sum += logForward[e] - logBackward[e];
        }
        return sum;
    }

    /** Writes the derivative d of log P_F, and −d of log P_B, for all edges of a trajectory. */
    void setForwardMinusBackward(final int trajectory, final double d) {
        for (int e = start[trajectory]; e < start[trajectory + 1]; e++) {
            logForward[e] = d;
            logBackward[e] = -d;
        }
    }
}
