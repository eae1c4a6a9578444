package org.gflownet4j.operation;

import org.gflownet4j.progress.Progress;

/** Sorts many numbers from the largest down, and can be cancelled; equal ones keep their order. */
final class Ranking {

    private static final int CHECK_EVERY = 1 << 16;

    private Ranking() {
    }

    /**
     * The order of some numbers: a merge sort from the bottom up.
     *
     * @param values none of them NaN
     * @param progress asked for cancellation
     * @return indices, that of the largest number first
     */
    static int[] largestFirst(final double[] values, final Progress progress) {
        final int count = values.length;
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        int[] merged = new int[count];
        for (long run = 1; run < count; run *= 2) {
            for (long from = 0; from < count; from += 2 * run) {
                if (from % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                }
                merge(values, order, merged, (int) from, (int) Math.min(count, from + run),
                        (int) Math.min(count, from + 2 * run));
            }
            final int[] previous = order;
            order = merged;
            merged = previous;
        }
        return order;
    }

    private static void merge(final double[] values, final int[] order, final int[] merged, final int from,
            final int middle, final int to) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            final boolean takeLeft = left < middle && (right == to || values[order[left]] >= values[order[right]]);
            merged[i] = takeLeft ? order[left++] : order[right++];
        }
    }
}
