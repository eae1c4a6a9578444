package org.gflownet4j.policy;

import org.gflownet4j.env.Environment;

/** A state that is not complete, but has no legal action: trajectories through it lead nowhere. */
public final class DeadEndException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A dead end.
     *
     * @param environment in which it is
     * @param states holds the state
     * @param at index of its first int
     */
    DeadEndException(final Environment environment, final int[] states, final int at) {
        super("The design space has a dead end: from the state \"" + environment.text(states, at)
                + "\" nothing can be added, and it is no finished object either (" + environment.title()
                + "). Change the design space so that every unfinished object can be finished.");
    }
}
