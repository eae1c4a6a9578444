package org.gflownet4j.operation;

/** Random seeds: fixed by the user, or a new one each time. */
final class Seeds {

    private Seeds() {
    }

    /** The seed to use; one that is not fixed is kept below 2⁵³, so that it can be typed into any dialog to repeat the run. */
    static long of(final boolean fixed, final long seed) {
        return fixed ? seed : System.nanoTime() & (1L << 53) - 1;
    }

    static String sentence(final long seed) {
        return "The random seed was " + seed + ".";
    }
}
