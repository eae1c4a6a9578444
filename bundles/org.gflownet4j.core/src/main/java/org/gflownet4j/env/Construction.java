package org.gflownet4j.env;

/**
 * In which steps an object that is a row of places is built. The objects are the same, but not the states on the way, nor
 * how hard they are to learn.
 */
public enum Construction {

    /** From left to right: each object has one history, the graph is a tree, and P_B is 1. */
    APPEND("append"),

    /**
     * Growing at both ends. An object that is one letter repeated has one parent, whichever end is taken off: the same
     * child by two actions would be counted twice.
     */
    PREPEND_APPEND("prepend-append"),

    /**
     * All places are there from the start, empty, and are filled in any order. Where lengths vary, the first action
     * chooses the length.
     */
    SLOTS("slots");

    private final String key;

    Construction(final String key) {
        this.key = key;
    }

    /**
     * What descriptions and the command line call it.
     *
     * @return {@code append}, {@code prepend-append} or {@code slots}
     */
    public String key() {
        return key;
    }

    /**
     * The construction of a key.
     *
     * @param key as {@link #key()} gives it
     * @return the construction
     * @throws IllegalArgumentException in words for a user, if there is none of this name
     */
    public static Construction of(final String key) {
        for (final Construction construction : values()) {
            if (construction.key.equals(key)) {
                return construction;
            }
        }
        throw new IllegalArgumentException(
                "A construction \"" + key + "\" is unknown to this version of GFlowNet4J; it "
                        + "knows append, prepend-append and slots.");
    }
}
