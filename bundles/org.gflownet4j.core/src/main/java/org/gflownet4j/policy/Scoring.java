package org.gflownet4j.policy;

/** What the logits of a policy network are scores of. */
public enum Scoring {
    /** An output for each action. */
    ACTIONS,
    /**
     * A score for each pair of a state and the next one, made from an encoding of each (SSR; Shen et al., "Towards
     * Understanding and Improving GFlowNet Training", ICML 2023): actions that lead to similar states have similar scores. P_F
     * and a learned P_B have an encoder each.
     */
    NEXT_STATES
}
