package org.gflownet4j.sample;

/**
 * Local search (Kim et al., "Local Search GFlowNets", ICLR 2024): an object is taken apart some steps back along P_B and
 * rebuilt by P_F, again and again; the search goes on from the new object where it is accepted. {@link BackAndForth} is
 * how, and why it may be done.
 *
 * @param rounds how often each object is taken apart and rebuilt, at least 1
 * @param steps most steps that are taken back, at least 1; a stop counts as one
 * @param acceptance when the search goes on from a new object
 * @param inverseTemperature power β of the reward that {@link Acceptance#METROPOLIS_HASTINGS} goes by, at least 0: 1 keeps objects
 *            distributed as R/Z, more prefers the best, in proportion to R^β. {@link Acceptance#BETTER} does not read it
 */
public record LocalSearch(int rounds, int steps, Acceptance acceptance, double inverseTemperature) {

    /** More rounds are refused. */
    public static final int MAX_ROUNDS = 1_000_000;

    /** When the search goes on from a new object. */
    public enum Acceptance {
        /** When its reward is greater: {@code R(x′) > R(x)}. Finds good objects soon; what is found has no known law. */
        BETTER,
        /** At random, so that the objects' law R^β stays as it is (Metropolis, Hastings). */
        METROPOLIS_HASTINGS
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public LocalSearch {
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new IllegalArgumentException("The number of rounds of local search must be 1 to " + MAX_ROUNDS
                    + ", not " + rounds + ".");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("Local search must take at least 1 step back, not " + steps + ".");
        }
        if (!(inverseTemperature >= 0 && inverseTemperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The inverse temperature of local search must be a number from 0 on, not "
                            + inverseTemperature + ".");
        }
    }

    /**
     * At inverse temperature 1.
     *
     * @param rounds how often each object is taken apart and rebuilt, at least 1
     * @param steps most steps that are taken back, at least 1; a stop counts as one
     * @param acceptance when the search goes on from a new object
     */
    public LocalSearch(final int rounds, final int steps, final Acceptance acceptance) {
        this(rounds, steps, acceptance, 1);
    }
}
