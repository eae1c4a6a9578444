package org.gflownet4j.operation;

import java.util.Arrays;

import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;

/** Picks good objects that differ from each other. */
final class DiverseSelection {

    /** Work between two questions whether to stop, in products of two state lengths' ints. */
    private static final long CHECK_WORK = 1 << 20;
    private static final int REPORT_EVERY = 1024;

    private DiverseSelection() {
    }

    /**
     * From the best down, takes an object if it is far enough from all taken before.
     *
     * @param space of the objects
     * @param states the objects, {@code [object][stateLength]}
     * @param order objects, the best first
     * @param most how many to take
     * @param minDistance least distance of two taken ones
     * @param progress told how far it is, and asked for cancellation
     * @return objects, the best first
     */
    static int[] of(final Environment space, final int[] states, final int[] order, final int most,
            final double minDistance, final Progress progress) {
        final int width = space.stateLength();
        final int[] taken = new int[Math.min(most, order.length)];
        int count = 0;
        long work = 0;
        for (int rank = 0; rank < order.length && count < taken.length; rank++) {
            if (rank % REPORT_EVERY == 0) {
                progress.checkCancelled();
                report(progress, rank, order.length, count);
            }
            boolean far = true;
            for (int i = 0; i < count && far; i++) {
                work += (long) width * width;
                if (work > CHECK_WORK) {
                    work = 0;
                    progress.checkCancelled();
                }
                far = space.distance(states, order[rank] * width, states, taken[i] * width) >= minDistance;
            }
            if (far) {
                taken[count++] = order[rank];
            }
        }
        return Arrays.copyOf(taken, count);
    }

    private static void report(final Progress progress, final int done, final int all, final int taken) {
        progress.report((double) done / all, () -> "Selected " + taken + " different ones of the best " + done);
    }
}
