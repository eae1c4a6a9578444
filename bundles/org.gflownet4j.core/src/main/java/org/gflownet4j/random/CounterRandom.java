package org.gflownet4j.random;

/**
 * A counter-based random generator: each number is a hash of (seed, stream, index), so results do not depend on the order
 * in which threads ask, and a resumed run needs no generator state. The mixing function is the finaliser of SplitMix64
 * (Steele, Lea, Flood 2014), applied once per key.
 */
public final class CounterRandom {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private CounterRandom() {
    }

    /**
     * A uniform number.
     *
     * @param seed of the run
     * @param stream for example the number of a trajectory
     * @param index for example the step in that trajectory
     * @return strictly between 0 and 1
     */
    public static double uniform(final long seed, final long stream, final long index) {
        return ((bits(seed, stream, index) >>> 11) + 0.5) * 0x1p-53;
    }

    /**
     * Sixty-four random bits.
     *
     * @param seed of the run
     * @param stream first key
     * @param index second key
     * @return any long
     */
    public static long bits(final long seed, final long stream, final long index) {
        return mix(mix(mix(seed + GOLDEN) + stream * GOLDEN) + index * GOLDEN);
    }

    private static long mix(final long value) {
        long z = value + GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
