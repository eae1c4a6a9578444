package org.gflownet4j.train;

/**
 * How a batch is cut into parts that threads share out. It depends on the batch alone, so that the number of threads does not
 * change a bit of the result.
 *
 * <p>Small parts share fewer states and make for slow matrix products, large ones leave threads without work, and each has a
 * gradient of its own: two parts as soon as they pay, more where each has {@value #FULL} trajectories, {@value #MOST} at most.
 *
 * @param batch trajectories in all, at least 1
 * @param longest edges of the longest trajectory
 * @param parameters of the policy
 */
record Shards(int batch, int longest, int parameters) {

    private static final int SMALLEST = 8;
    /**
     * States times parameters. Measured for 16 trajectories and two threads: two parts train at 0.5 to 0.7 of the speed of one
     * for 17 and 10 million, at 1.2 times it for 65 and 268 million (docs/benchmarks/parts.csv).
     */
    private static final long LITTLE_WORK = 40_000_000;
    private static final int FULL = 64;
    private static final int MOST = 16;

    /** Number of parts. */
    int count() {
        return batch < 2 * SMALLEST || batch < FULL && (long) batch * longest * parameters < LITTLE_WORK ? 1
                : Math.min(MOST, Math.max(2, (batch + FULL - 1) / FULL));
    }

    /** Trajectories of all parts but the last, which may have fewer. */
    int size() {
        return (batch + count() - 1) / count();
    }

    /** First trajectory of a part. */
    int first(final int shard) {
        return shard * size();
    }

    /** Trajectories of a part. */
    int sizeOf(final int shard) {
        return Math.min(size(), batch - first(shard));
    }
}
