package org.gflownet4j.policy;

/** How P_B, the distribution over a state's parents, comes about. */
public enum BackwardPolicy {
    /** Every parent is as likely as any other. */
    UNIFORM,
    /** A head of the network, trained with the same loss. */
    LEARNED
}
