package org.gflownet4j.train;

import java.util.Locale;

/** The loss became infinite or not a number; the message says when, and what helps. */
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
     * A reward whose logarithm is no number.
     *
     * @param update at which it was noticed
     * @param object whose reward it is, as a person reads it
     * @param logReward the logarithm of the reward
     * @return to be thrown
     */
    static TrainingDivergedException ofReward(final int update, final String object, final double logReward) {
        final String reward = Double.isNaN(logReward) ? "no number, or negative"
                : logReward < 0 ? "0, or too small for a number" : "infinite";
        return new TrainingDivergedException("Training stopped at update " + update + ": the reward of the object \""
                + object + "\" is " + reward + " (its logarithm is " + logReward + ").",
                "Every reward must be a finite number above 0: correct this one, or add a small floor to all of them.");
    }
}
