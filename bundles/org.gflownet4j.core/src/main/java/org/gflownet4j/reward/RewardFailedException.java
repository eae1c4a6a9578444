package org.gflownet4j.reward;

import org.gflownet4j.env.Environment;

/** A reward gave no value for an object, or none that can be used; the message says for which one, and what helps. */
public final class RewardFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String resolution;

    private RewardFailedException(final String problem, final String resolution, final Throwable cause) {
        super(problem + " " + resolution, cause);
        this.problem = problem;
        this.resolution = resolution;
    }

    /**
     * A reward whose logarithm is no number.
     *
     * @param object whose reward it is, as a person reads it
     * @param logReward infinite or NaN
     * @return to be thrown
     */
    public static RewardFailedException ofValue(final String object, final double logReward) {
        final String reward = Double.isNaN(logReward) ? "no number, or negative"
                : logReward < 0 ? "0, or too small for a number" : "infinite";
        return new RewardFailedException("The reward of the object \"" + object + "\" is " + reward
                + " (its logarithm is " + logReward + ").",
                "Every reward must be a finite number above 0: correct this one, or add a small floor to all of them.",
                null);
    }

    /**
     * A reward that threw an exception.
     *
     * @param objects what it was asked about, see {@link #objects}
     * @param cause what it threw
     * @return to be thrown
     */
    public static RewardFailedException ofFailure(final String objects, final Throwable cause) {
        final String reason = cause.getMessage() == null || cause.getMessage().isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getMessage().strip();
        return new RewardFailedException("The reward failed when it was asked about " + objects + ": " + reason
                + (reason.endsWith(".") ? "" : "."),
                "Ask the reward about this alone to see why, and correct it; or exclude what it can not score from the "
                        + "design space.",
                cause);
    }

    /**
     * A reward that did not answer in time.
     *
     * @param objects what it was asked about, see {@link #objects}
     * @param seconds how long it had
     * @return to be thrown
     */
    static RewardFailedException ofSilence(final String objects, final double seconds) {
        return new RewardFailedException("The reward did not answer within "
                + (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds))
                + " s when it was asked about " + objects + ".",
                "Ask the reward about this alone to see whether it ends; if it does, allow more time for a call.",
                null);
    }

    /**
     * The objects of a call, in words.
     *
     * @param space builds them
     * @param states {@code [object][stateLength]}
     * @param first number of the first of them
     * @param count how many they are
     * @return for example {@code 128 objects, the first of which is "ACGT"}
     */
    public static String objects(final Environment space, final int[] states, final int first, final int count) {
        final String text = "\"" + space.text(states, first * space.stateLength()) + "\"";
        return count == 1 ? "the object " + text : count + " objects, the first of which is " + text;
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
}
