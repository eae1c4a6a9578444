package org.gflownet4j.reward;

/**
 * How a slow reward is asked.
 *
 * @param secondsPerCall a call that takes longer has failed; above 0, may be infinite
 * @param known objects whose reward is remembered at most, 0 or at least 2; fewer where they would need more than
 *            {@value #MOST_MEBIBYTES} MiB
 * @param checkOneIn one in so many objects that were remembered is asked about again, to see whether the reward agrees with
 *            itself; 0 for none
 * @param tolerance difference of log R, in nats, that is still agreement; where |log R| is above 1, relative to it
 * @param threads that ask a {@link RewardCost#PARALLEL} reward at the same time, at least 1
 */
public record OracleSettings(double secondsPerCall, int known, int checkOneIn, double tolerance, int threads) {

    /** What remembered rewards may need. */
    public static final int MOST_MEBIBYTES = 128;

    private static final int KNOWN = 1_000_000;
    /** At most 1.6 % more to ask. */
    private static final int CHECK_ONE_IN = 64;
    /** More than batches of another size change in a float32 network, less than a distribution shows. */
    private static final double TOLERANCE = 1e-3;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public OracleSettings {
        if (!(secondsPerCall > 0)) {
            throw new IllegalArgumentException("The time for a call of the reward must be more than 0 seconds, not "
                    + secondsPerCall + ".");
        }
        if (known < 0 || known == 1) {
            throw new IllegalArgumentException("The number of objects whose reward is remembered must be 0 or at least "
                    + "2, not " + known + ".");
        }
        if (checkOneIn < 0) {
            throw new IllegalArgumentException("The rewards that are checked can be one in 1 or more, or 0 for none, "
                    + "not " + checkOneIn + ".");
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("The tolerance must be at least 0, not " + tolerance + ".");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads + ".");
        }
    }

    /**
     * No time limit, a million objects remembered, one in 64 checked to 0.001, a thread per processor.
     *
     * @return for this machine
     */
    public static OracleSettings defaults() {
        return new OracleSettings(Double.POSITIVE_INFINITY, KNOWN, CHECK_ONE_IN, TOLERANCE,
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same with a time limit.
     *
     * @param seconds per call
     * @return a copy
     */
    public OracleSettings withSecondsPerCall(final double seconds) {
        return new OracleSettings(seconds, known, checkOneIn, tolerance, threads);
    }

    /** Whether two values of log R agree. */
    boolean agree(final double one, final double other) {
        return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
    }
}
