package org.gflownet4j.replay;

import java.util.Locale;

import org.gflownet4j.env.Environment;

/**
 * Which objects a run keeps to train on them again.
 *
 * @param kind which are kept, and how they are drawn
 * @param capacity most objects, 1 to {@value #MAX_CAPACITY}
 * @param cutOff of a diverse buffer: objects of about the same reward are farther apart than this, by
 *            {@link Environment#distance}; above 0 there, 0 for the other kinds
 * @param known what the buffer holds at the start
 */
public record Replay(Kind kind, int capacity, double cutOff, KnownObjects known) {

    /** Which objects are kept, and how they are drawn. */
    public enum Kind {

        /** The newest; all are drawn alike. */
        FIRST_IN_FIRST_OUT,

        /** The best; half of the draws are of the best tenth. */
        PRIORITISED,

        /** The same, without objects that resemble another one of about the same reward. */
        DIVERSE
    }

    /** Larger buffers are refused: to keep them in order would take longer than training. */
    public static final int MAX_CAPACITY = 1_000_000;

    /** Bytes per object beside its ints: a log-reward, its place, and up to four slots of the hash table. */
    private static final int BYTES_BESIDE = Double.BYTES + Integer.BYTES + 4 * Integer.BYTES;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range, or the known objects do not fit in
     */
    public Replay {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "The number of objects kept for replay must be 1 to %,d, not %,d.", MAX_CAPACITY, capacity));
        }
        if (kind == Kind.DIVERSE ? !(cutOff > 0 && cutOff < Double.POSITIVE_INFINITY) : cutOff != 0) {
            throw new IllegalArgumentException(kind == Kind.DIVERSE
                    ? "The distance between objects that are kept for replay must be a number above 0, not " + cutOff
                            + "."
                    : "Only diverse replay has a distance between objects.");
        }
        if (known.size() > capacity) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "There are %,d known objects, but only %,d are kept for replay. Keep more, or use a part of the table.",
                    known.size(), capacity));
        }
    }

    /**
     * Keeps the newest objects.
     *
     * @param capacity most objects
     * @return without known objects
     */
    public static Replay firstInFirstOut(final int capacity) {
        return new Replay(Kind.FIRST_IN_FIRST_OUT, capacity, 0, KnownObjects.NONE);
    }

    /**
     * Keeps the best objects.
     *
     * @param capacity most objects
     * @return without known objects
     */
    public static Replay prioritised(final int capacity) {
        return new Replay(Kind.PRIORITISED, capacity, 0, KnownObjects.NONE);
    }

    /**
     * Keeps the best objects that do not resemble each other.
     *
     * @param capacity most objects
     * @param cutOff objects of about the same reward are farther apart than this
     * @return without known objects
     */
    public static Replay diverse(final int capacity, final double cutOff) {
        return new Replay(Kind.DIVERSE, capacity, cutOff, KnownObjects.NONE);
    }

    /**
     * The same that begins with known objects.
     *
     * @param objects offered in their order, before training begins
     * @return a copy
     */
    public Replay with(final KnownObjects objects) {
        return new Replay(kind, capacity, cutOff, objects);
    }

    /**
     * Memory that a buffer takes.
     *
     * @param environment of the objects
     * @return bytes
     * @throws IllegalArgumentException in words for a user, if no array could hold so many
     */
    public long bytes(final Environment environment) {
        requireFits(environment, capacity, "objects kept for replay");
        return capacity * ((long) environment.stateLength() * Integer.BYTES + BYTES_BESIDE);
    }

    /** Refuses more objects than an array of ints can hold. */
    static void requireFits(final Environment environment, final long count, final String what) {
        final long most = (Integer.MAX_VALUE - 8L) / environment.stateLength();
        if (count > Math.min(most, MAX_CAPACITY)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "Of this design space at most %,d %s are possible, not %,d.", Math.min(most, MAX_CAPACITY), what,
                    count));
        }
    }

    /**
     * A buffer for a run, which holds the known objects.
     *
     * @param environment of the objects
     * @return to be filled by the run
     * @throws IllegalArgumentException in words for a user, if known objects are of another space, or no array could hold so
     *             many
     */
    public ReplayBuffer newBuffer(final Environment environment) {
        requireFits(environment, capacity, "objects kept for replay");
        known.requireWidth(environment);
        final ReplayBuffer buffer = kind == Kind.FIRST_IN_FIRST_OUT ? new FirstInFirstOutBuffer(environment, capacity)
                : new RankedBuffer(environment, capacity, cutOff);
        known.addTo(buffer);
        return buffer;
    }

    /** What has to be the same for a run to go on. */
    @Override
    public String toString() {
        final String text = kind + " of " + capacity + " objects" + (cutOff > 0 ? " farther apart than " + cutOff : "");
        return known.size() == 0 ? text : text + ", with " + known.size() + " known ones (" + known.fingerprint() + ")";
    }
}
