package org.gflownet4j.train;

import java.util.Locale;

import org.gflownet4j.reward.RewardFailedException;

/** The loss became infinite or not a number, or the reward failed; the message says when, and what helps. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String resolution;

    /**
     * A diverged training.
     *
     * @param update at which it was noticed
     * @param objective what was trained with, for a user
     * @param what became infinite or not a number
     * @param value what it became
     * @param largestGradient largest gradient norm until then
     */
    static TrainingDivergedException of(final int update, final String objective, final String what, final double value,
            final double largestGradient) {
        return new TrainingDivergedException(String.format(Locale.ROOT,
                "Training by %s broke down at update %d: the %s became %s (the longest gradient until then: %.3g).",
                objective, update, what, value, largestGradient),
                "Take a smaller learning rate, a smaller exponent, or limit the gradient norm.");
    }

    private TrainingDivergedException(final String problem, final String resolution) {
        super(problem + " " + resolution);
        this.problem = problem;
        this.resolution = resolution;
    }

    /**
     * What happened.
     *
     * @return a sentence for a user
     */
    public String problem() {
        return problem;
    }

    /**
     * What helps.
     *
     * @return a sentence for a user
     */
    public String resolution() {
        return resolution;
    }

    /**
     * A reward that failed.
     *
     * @param update at which it was noticed
     * @param failure says for which object
     * @return to be thrown
     */
    static TrainingDivergedException ofReward(final int update, final RewardFailedException failure) {
        final String problem = failure.problem();
        final TrainingDivergedException diverged = new TrainingDivergedException("Training stopped at update " + update
                + ": " + Character.toLowerCase(problem.charAt(0)) + problem.substring(1), failure.resolution());
        diverged.initCause(failure);
        return diverged;
    }
}
