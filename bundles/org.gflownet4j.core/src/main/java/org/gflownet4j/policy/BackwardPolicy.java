package org.gflownet4j.policy;

/** How P_B, the distribution over a state's parents, comes about. */
public enum BackwardPolicy {
    /** Every parent is as likely as any other. */
    UNIFORM,
    /** A head of the network, trained with the same loss as P_F, or with one of its own. */
    LEARNED,
    /**
     * Every way to build an object is as likely as any other: {@code P_B(s|s′) = n(s)/n(s′)} with n the number of paths to a
     * state, exactly, in environments that count them. Gives trajectories of greatest entropy (Mohammadpour et al.,
     * AISTATS 2024).
     */
    MAXIMUM_ENTROPY
}
