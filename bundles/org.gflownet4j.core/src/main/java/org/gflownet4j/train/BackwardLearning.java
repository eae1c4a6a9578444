package org.gflownet4j.train;

import java.util.List;

import org.gflownet4j.objective.BackwardLikelihood;
import org.gflownet4j.objective.DetachedBackward;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.PathCount;

/**
 * A learned P_B that has a loss of its own, beside an objective that trains P_F with P_B detached. In each update P_B takes
 * its step first, then P_F. P_B must have a network of its own: with a trunk that both share, a step of the one would move
 * the other.
 *
 * @param loss of P_B
 * @param learningRate of P_B at the start, above 0 to 10
 * @param decay of that rate, a factor from update to update, above 0 to 1
 * @param targetRate part of the way that the target network goes towards P_B after each of its steps, above 0 to 1; the
 *            pessimistic loss has none
 * @param batches recent batches that the pessimistic loss learns from, 1 to {@value Remembered#MOST_BATCHES}; the others do
 *            not read it
 */
public record BackwardLearning(Loss loss, double learningRate, double decay, double targetRate, int batches) {

    /** What makes a good P_B. */
    public enum Loss {
        /**
         * Trajectory likelihood maximisation (Gritsaev et al., ICLR 2025): what P_F does, P_B undoes. Learns from the same
         * fresh trajectories as P_F, which takes P_B from the target network.
         */
        TRAJECTORY_LIKELIHOOD,
        /**
         * Pessimistic (Jang et al., NeurIPS 2024): objects were built as they were recently seen to be built. Learns from
         * trajectories of the last batches.
         */
        PESSIMISTIC,
        /**
         * Maximum entropy (Mohammadpour et al., AISTATS 2024) where no formula counts the paths: all ways to build an object
         * are alike. Learns from the same fresh trajectories as P_F, which takes P_B from the target network.
         */
        MAXIMUM_ENTROPY
    }

    private static final double RATE = 1e-3;
    /** Published for both likelihoods on the hypergrid. */
    private static final double DECAY = 0.999;
    private static final int BATCHES = 20;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public BackwardLearning {
        Phase.checkTargetRate(targetRate);
        trained(learningRate, decay);
        new Remembered(batches);
    }

    /**
     * With the published constants.
     *
     * @param loss of P_B
     * @return rate 0.001; decay 0.999, none where paths are counted; target rate 0.25; 20 batches
     */
    public static BackwardLearning with(final Loss loss) {
        return new BackwardLearning(loss, RATE, loss == Loss.MAXIMUM_ENTROPY ? 1 : DECAY, Phase.TARGET_RATE, BATCHES);
    }

    private static Trained trained(final double learningRate, final double decay) {
        return new Trained.Backward(learningRate, decay);
    }

    /**
     * The procedure: a phase for P_B, then one for all else.
     *
     * @param forward objective that trains P_F
     * @return two phases
     */
    public TrainingProcedure beside(final Objective forward) {
        return new TrainingProcedure(phases(forward, BatchSource.ON_POLICY));
    }

    /**
     * The phases of that procedure, with fresh trajectories of any source.
     *
     * @param forward objective that trains P_F
     * @param fresh draws trajectories
     * @return one for P_B, then one for all else
     */
    public List<Phase> phases(final Objective forward, final BatchSource fresh) {
        final Trained backward = trained(learningRate, decay);
        final Trained rest = new Trained.AllButBackward();
        if (loss == Loss.PESSIMISTIC) {
            return List.of(new Phase(new Remembered(batches), new BackwardLikelihood(), targetRate, backward),
                    new Phase(fresh, new DetachedBackward(forward, false), Phase.TARGET_RATE, rest));
        }
        final Objective own = loss == Loss.MAXIMUM_ENTROPY ? new PathCount() : new BackwardLikelihood();
        return List.of(new Phase(fresh, own, targetRate, backward),
                new Phase(Remembered.LATEST, new DetachedBackward(forward, true), Phase.TARGET_RATE, rest));
    }
}
