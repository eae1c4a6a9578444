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
 */
record Shards(int batch, int longest) {

    private static final int SMALLEST = 8;
    /** Measured: for 16 trajectories of 15 edges at most, two parts take 1.4 times as long as one; of 36 edges, two thirds. */
    private static final int FEW_EDGES = 512;
    private static final int FULL = 64;
    private static final int MOST = 16;

    /** Number of parts. */
    int count() {
        return batch < 2 * SMALLEST || batch < FULL && batch * longest < FEW_EDGES ? 1
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
