package org.gflownet4j.policy;

/**
 * Work that is saved without changing what is computed, but for rounding. All of it is saved by default; each saving can be
 * renounced, to measure what it is worth.
 *
 * @param distinctStates a state that several trajectories of a batch pass through is evaluated once
 * @param keptValues the loss uses the network's values of the walk, instead of a second evaluation
 * @param sparseLayer the first layer adds up weights of the features that are one, and for a child only those that changed;
 *            otherwise it is a matrix product like the others
 * @param liveRows trajectories that have ended are not evaluated any more; otherwise up to the end of the longest
 */
public record Savings(boolean distinctStates, boolean keptValues, boolean sparseLayer, boolean liveRows) {

    /** Everything that can be saved. */
    public static final Savings ALL = new Savings(true, true, true, true);
}
