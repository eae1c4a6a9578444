package org.gflownet4j.env;

import java.util.Arrays;

/**
 * Numbers distinct states in the order in which they first appear: a hash table on rows of ints, with open addressing.
 * Not thread-safe.
 */
public final class StateIndex {

    private static final int FREE = -1;

    private final int width;
    private int[] rows;
    private int[] slots;
    private int size;

    /**
     * An empty index.
     *
     * @param width ints per row
     * @param expected number of rows that it should take without growing
     */
    public StateIndex(final int width, final int expected) {
        this.width = width;
        this.rows = new int[Math.max(1, expected) * width];
        this.slots = new int[Integer.highestOneBit(Math.max(8, expected * 2 - 1)) * 2];
        Arrays.fill(slots, FREE);
    }

    /**
     * Number of distinct rows.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * The rows, one behind the other; longer than needed, and replaced when the index grows.
     *
     * @return {@code [row][width]}
     */
    public int[] rows() {
        return rows;
    }

    /** Forgets all rows and keeps the memory. */
    public void clear() {
        if (size > 0) {
            Arrays.fill(slots, FREE);
            size = 0;
        }
    }

    /**
     * The number of a row, which is added if it is new: then the number is the size before the call.
     *
     * @param source holds the row
     * @param at index of its first int
     * @return 0 to size − 1
     */
    public int add(final int[] source, final int at) {
        int slot = slotOf(source, at);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if ((size + 1) * 2 > slots.length) {
            rehash();
            slot = slotOf(source, at);
        }
        slots[slot] = size;
        return append(source, at);
    }

    /**
     * Numbers a row anew, whether it is there or not; it is not found by it.
     *
     * @param source holds the row
     * @param at index of its first int
     * @return the size before the call
     */
    public int append(final int[] source, final int at) {
        if ((size + 1) * width > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(rows.length * 2, (size + 1) * width));
        }
        System.arraycopy(source, at, rows, size * width, width);
        return size++;
    }

    /**
     * The number of a row, if it is there.
     *
     * @param source holds the row
     * @param at index of its first int
     * @return its number, or −1
     */
    public int find(final int[] source, final int at) {
        return slots[slotOf(source, at)];
    }

    /**
     * Puts another row in the place of one: it gets its number, and the old row is forgotten.
     *
     * @param number of the row that goes, 0 to size − 1
     * @param source holds the row that comes, which must not be there yet
     * @param at index of its first int
     * @throws IllegalArgumentException if it is there
     */
    public void replace(final int number, final int[] source, final int at) {
        if (find(source, at) >= 0) {
            throw new IllegalArgumentException("The row that should take the place of row " + number
                    + " has a number already: " + find(source, at) + ".");
        }
        free(slotOf(rows, number * width));
        System.arraycopy(source, at, rows, number * width, width);
        slots[slotOf(source, at)] = number;
    }

    /** Empties a slot, and moves later rows up that only stood behind it because it was taken. */
    private void free(final int slot) {
        final int mask = slots.length - 1;
        int hole = slot;
        slots[hole] = FREE;
        for (int next = hole + 1 & mask; slots[next] != FREE; next = next + 1 & mask) {
            final int home = firstSlot(rows, slots[next] * width);
            if ((next - home & mask) >= (next - hole & mask)) {
                slots[hole] = slots[next];
                slots[next] = FREE;
                hole = next;
            }
        }
    }

    /** Where the search for a row begins. */
    private int firstSlot(final int[] source, final int at) {
        int hash = 1;
        for (int i = 0; i < width; i++) {
            hash = hash * 0x01000193 ^ source[at + i];
        }
        hash *= 0x9E3779B9;
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    /** The slot that holds the row, or the free one where it belongs. */
    private int slotOf(final int[] source, final int at) {
        final int mask = slots.length - 1;
        int slot = firstSlot(source, at);
        while (slots[slot] != FREE
                && !Arrays.equals(rows, slots[slot] * width, (slots[slot] + 1) * width, source, at, at + width)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, FREE);
        for (int row = 0; row < size; row++) {
            final int slot = slotOf(rows, row * width);
            if (slots[slot] == FREE) {
                slots[slot] = row;
            }
        }
    }
}
