package org.gflownet4j.reward;

import java.util.Arrays;

import org.gflownet4j.env.StateIndex;

/**
 * Log rewards by object, in bounded memory: two generations, each of half the size. What is looked up or added goes to the
 * younger one; when that is full, the older one is forgotten and the younger one becomes the older. So the objects used
 * last are kept, at least half of the size of them, and what is forgotten depends on the order of the look-ups alone.
 */
final class RewardCache {

    private static final int FIRST_SIZE = 64;
    /** Rows and values may be as much again while they grow; up to four slots per row. */
    private static final long BYTES_PER_INT = 8;
    private static final long BYTES_PER_ROW = 32;

    private final int perGeneration;
    private Generation young;
    private Generation old;

    /** Rows and their values. */
    private static final class Generation {
        private final StateIndex index;
        private double[] values;

        Generation(final int width, final int expected) {
            index = new StateIndex(width, expected);
            values = new double[expected];
        }

        double find(final int[] keys, final int at) {
            final int row = index.find(keys, at);
            return row < 0 ? Double.NaN : values[row];
        }

        void add(final int[] keys, final int at, final double value) {
            final int row = index.add(keys, at);
            if (row == values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[row] = value;
        }
    }

    /**
     * An empty cache.
     *
     * @param width ints per key
     * @param most keys, 0 for none or at least 2
     */
    RewardCache(final int width, final int most) {
        final long fitting = (long) OracleSettings.MOST_MEBIBYTES * (1 << 20) / (BYTES_PER_INT * width + BYTES_PER_ROW);
        this.perGeneration = (int) Math.min(most, Math.max(2, fitting)) / 2;
        final int expected = Math.max(1, Math.min(FIRST_SIZE, perGeneration));
        this.young = new Generation(width, expected);
        this.old = new Generation(width, expected);
    }

    /** The value of a key, NaN if it is not known. */
    double find(final int[] keys, final int at) {
        final double value = young.find(keys, at);
        if (!Double.isNaN(value)) {
            return value;
        }
        final double earlier = old.find(keys, at);
        if (!Double.isNaN(earlier)) {
            add(keys, at, earlier);
        }
        return earlier;
    }

    /** Remembers a finite value. */
    void add(final int[] keys, final int at, final double value) {
        if (perGeneration == 0) {
            return;
        }
        if (young.index.size() >= perGeneration && young.index.find(keys, at) < 0) {
            final Generation forgotten = old;
            old = young;
            young = forgotten;
            young.index.clear();
        }
        young.add(keys, at, value);
    }
}
