package org.gflownet4j.train;

/** The loss became infinite or not a number; the message says when, and what helps. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String resolution;

    /**
     * A diverged training.
     *
     * @param update at which it was noticed
     * @param loss what the loss became
     */
    public TrainingDivergedException(final int update, final double loss) {
        this("Training broke down at update " + update + ": the loss became " + loss + ".",
                "Take a smaller learning rate or a smaller exponent.");
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
     * A reward that is no number.
     *
     * @param update at which it was noticed
     * @param logReward the logarithm of the reward
     * @return to be thrown
     */
    static TrainingDivergedException ofReward(final int update, final double logReward) {
        return new TrainingDivergedException("Training stopped at update " + update
                + ": the logarithm of the reward of an object is " + logReward + ".",
                "Every reward must be a number above 0.");
    }
}
