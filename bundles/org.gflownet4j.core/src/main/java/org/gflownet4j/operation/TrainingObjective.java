package org.gflownet4j.operation;

import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.ModifiedDetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;

/** Training objectives, as a user chooses among them. */
public enum TrainingObjective {

    /** {@link TrajectoryBalance}. */
    TRAJECTORY_BALANCE("Trajectory balance", "A good choice nearly always."),
    /** {@link DetailedBalance}. */
    DETAILED_BALANCE("Detailed balance",
            "Learns from every single step, which helps when objects take many steps."),
    /** {@link SubTrajectoryBalance}. */
    SUB_TRAJECTORY_BALANCE("Sub-trajectory balance",
            "Between the two: take it when objects take many steps and trajectory balance is restless."),
    /** {@link LogPartitionVariance}. */
    LOG_PARTITION_VARIANCE("Log-partition variance",
            "Trajectory balance without a parameter log Z: take it when rewards span many orders of magnitude and log Z "
                    + "is slow to settle."),
    /** {@link FlowMatching}. */
    FLOW_MATCHING("Flow matching",
            "The oldest objective, slower, for comparisons: it looks at all ways that lead to an object."),
    /** {@link ModifiedDetailedBalance}. */
    MODIFIED_DETAILED_BALANCE("Modified detailed balance",
            "Only where every unfinished object is an object, too, as in grids: quick there, since it learns no flows."),
    /** Forward-looking {@link DetailedBalance}. */
    FORWARD_LOOKING_DETAILED_BALANCE("Forward-looking detailed balance",
            "Take it for long objects whose reward adds up from step to step, as with sets and lattices."),
    /** Forward-looking {@link SubTrajectoryBalance}. */
    FORWARD_LOOKING_SUB_TRAJECTORY_BALANCE("Forward-looking sub-trajectory balance",
            "Take it when the forward-looking detailed balance is slow to settle: it compares stretches of steps, too."),
    /** {@link SoftQLearning}. */
    SOFT_Q("Soft Q-learning",
            "From reinforcement learning, for comparisons; needs a backward policy that is not learned."),
    /** {@link SoftQLearning#munchausen()}. */
    MUNCHAUSEN("Munchausen soft Q-learning",
            "As soft Q-learning, with a bonus for likely steps: take it when that is unsteady.");

    private final String title;
    private final String whenToTake;

    TrainingObjective(final String title, final String whenToTake) {
        this.title = title;
        this.whenToTake = whenToTake;
    }

    /**
     * What a user reads.
     *
     * @return a name
     */
    public String title() {
        return title;
    }

    /**
     * When to choose it.
     *
     * @return one sentence
     */
    public String whenToTake() {
        return whenToTake;
    }

    /**
     * The objective with its constants.
     *
     * @param regression what is made of residuals
     * @param weighting of parts of trajectories, where there are such
     * @param lambda of that weighting
     * @return what is minimised
     */
    public Objective objective(final Regression regression, final SubTrajectoryBalance.Weighting weighting,
            final double lambda) {
        return switch (this) {
            case TRAJECTORY_BALANCE -> new TrajectoryBalance(regression);
            case DETAILED_BALANCE -> new DetailedBalance(regression, false);
            case SUB_TRAJECTORY_BALANCE -> new SubTrajectoryBalance(weighting, lambda, regression, false);
            case LOG_PARTITION_VARIANCE -> new LogPartitionVariance(regression);
            case FLOW_MATCHING -> new FlowMatching(regression, 1);
            case MODIFIED_DETAILED_BALANCE -> new ModifiedDetailedBalance(regression);
            case FORWARD_LOOKING_DETAILED_BALANCE -> new DetailedBalance(regression, true);
            case FORWARD_LOOKING_SUB_TRAJECTORY_BALANCE ->
                new SubTrajectoryBalance(weighting, lambda, regression, true);
            case SOFT_Q -> new SoftQLearning().with(regression);
            case MUNCHAUSEN -> SoftQLearning.munchausen().with(regression);
        };
    }
}
