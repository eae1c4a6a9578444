package org.gflownet4j.objective;

/**
 * The scalars of a batch of trajectories that an objective's loss depends on; or, with the same shape, the loss's
 * derivatives with respect to them. Edges of all trajectories stand one behind the other: those of trajectory b are
 * {@code start[b]} to {@code start[b+1] − 1}, in the order of the walk. Reused from batch to batch.
 */
public final class TrajectoryTerms {

    private final int trajectories;
    /** First edge of each trajectory; {@code [trajectories + 1]}. */
    public final int[] start;
    /** log P_F(s_{t+1} | s_t) of each edge. */
    public final double[] logForward;
    /** log P_B(s_t | s_{t+1}) of each edge. */
    public final double[] logBackward;
    /** log F(s_t) of the state that each edge starts from. */
    public final double[] logFlow;
    /** log Z for each trajectory. */
    public final double[] logPartition;
    /** log R(x) of each trajectory's object; never has a derivative. */
    public final double[] logReward;

    /**
     * Room for a batch.
     *
     * @param trajectories in the batch
     * @param maxLength most edges of a trajectory
     */
    public TrajectoryTerms(final int trajectories, final int maxLength) {
        final int edges = Math.multiplyExact(trajectories, maxLength);
        this.trajectories = trajectories;
        this.start = new int[trajectories + 1];
        this.logForward = new double[edges];
        this.logBackward = new double[edges];
        this.logFlow = new double[edges];
        this.logPartition = new double[trajectories];
        this.logReward = new double[trajectories];
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
}
