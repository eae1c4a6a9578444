package org.gflownet4j.train;

/** The loss became infinite or not a number; the message says when, and what helps. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A diverged training.
     *
     * @param update at which it was noticed
     * @param loss what the loss became
     */
    public TrainingDivergedException(final int update, final double loss) {
        super("Training broke down at update " + update + ": the loss became " + loss
                + ". Take a smaller learning rate or a smaller exponent.");
    }
}
