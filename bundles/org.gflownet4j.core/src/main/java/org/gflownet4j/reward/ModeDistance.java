package org.gflownet4j.reward;

import java.util.List;

import org.gflownet4j.env.BitSequence;

/**
 * The smallest distance of bit sequences to a mode, for batches: bits are packed into longs, so that 64 of them are compared
 * at once. The first bit of a sequence is the lowest of the first long.
 */
final class ModeDistance {

    private final BitSequence sequences;
    private final int bits;
    private final int longs;
    /** {@code [mode][long]}. */
    private final long[][] modes;

    ModeDistance(final BitSequence sequences, final List<String> modes) {
        this.sequences = sequences;
        this.bits = sequences.bits();
        this.longs = (bits + Long.SIZE - 1) / Long.SIZE;
        this.modes = new long[modes.size()][longs];
        for (int m = 0; m < this.modes.length; m++) {
            for (int i = 0; i < bits; i++) {
                this.modes[m][i / Long.SIZE] |= (long) (modes.get(m).charAt(i) - '0') << i;
            }
        }
    }

    /** {@code result = factor · min_m Hamming(x, m)}, over the bits that are there. */
    void hamming(final int[] states, final int count, final double factor, final double[] result) {
        final long[] values = new long[longs];
        final long[] there = new long[longs];
        for (int s = 0; s < count; s++) {
            pack(states, s * sequences.stateLength(), values, there);
            int least = Integer.MAX_VALUE;
            for (final long[] mode : modes) {
                int distance = 0;
                for (int l = 0; l < longs; l++) {
                    distance += Long.bitCount((mode[l] ^ values[l]) & there[l]);
                }
                least = Math.min(least, distance);
            }
            result[s] = least == 0 ? 0 : factor * least;
        }
    }

    /** {@code result = factor · min_m edits(x, m)}, of complete sequences. */
    void edits(final int[] states, final int count, final double factor, final double[] result) {
        final long[] values = new long[longs];
        final long[] there = new long[longs];
        final long[] up = new long[longs];
        final long[] down = new long[longs];
        for (int s = 0; s < count; s++) {
            pack(states, s * sequences.stateLength(), values, there);
            int least = Integer.MAX_VALUE;
            for (final long[] mode : modes) {
                least = Math.min(least, edits(mode, values, up, down));
            }
            result[s] = least == 0 ? 0 : factor * least;
        }
    }

    private void pack(final int[] states, final int at, final long[] values, final long[] there) {
        for (int l = 0; l < longs; l++) {
            values[l] = 0;
            there[l] = 0;
        }
        final int wordBits = sequences.wordBits();
        for (int place = 0, i = 0; place < sequences.words(); place++) {
            final int word = sequences.word(states, at, place);
            for (int bit = wordBits - 1; bit >= 0; bit--, i++) {
                if (word >= 0) {
                    values[i / Long.SIZE] |= (word >> bit & 1L) << i;
                    there[i / Long.SIZE] |= 1L << i;
                }
            }
        }
    }

    /**
     * Levenshtein distance by columns of the table of distances, 64 rows at once: a column is kept as the differences of
     * each entry to the one above, {@code up} where it is one more, {@code down} where it is one less (Myers 1999, with the
     * carry between longs and the whole-text distance of Hyyrö 2003). Rows are the mode's bits, columns the sequence's.
     */
    private int edits(final long[] mode, final long[] sequence, final long[] up, final long[] down) {
        for (int l = 0; l < longs; l++) {
            up[l] = -1;
            down[l] = 0;
        }
        int distance = bits;
        for (int column = 0; column < bits; column++) {
            final long bit = -(sequence[column / Long.SIZE] >>> column & 1);
            // how the row above the long changes from the last column to this one; above the first row by one more
            int change = 1;
            for (int l = 0; l < longs; l++) {
                final long up0 = up[l];
                final long down0 = down[l];
                final long equal = ~(mode[l] ^ bit);
                final long vertical = equal | down0;
                final long entering = change < 0 ? equal | 1 : equal;
                final long diagonal = (entering & up0) + up0 ^ up0 | entering;
                long more = down0 | ~(diagonal | up0);
                long less = up0 & diagonal;
                final int last = l == longs - 1 ? bits - 1 : Long.SIZE - 1;
                final int next = (int) (more >>> last & 1) - (int) (less >>> last & 1);
                more = more << 1 | (change > 0 ? 1 : 0);
                less = less << 1 | (change < 0 ? 1 : 0);
                up[l] = less | ~(vertical | more);
                down[l] = more & vertical;
                change = next;
            }
            distance += change;
        }
        return distance;
    }
}
