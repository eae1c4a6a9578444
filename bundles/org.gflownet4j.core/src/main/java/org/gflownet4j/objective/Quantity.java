package org.gflownet4j.objective;

/** What an objective may read of a batch of trajectories, and return derivatives for. */
public enum Quantity {
    /** log P_F of the edges taken. */
    LOG_FORWARD,
    /** log P_B of the edges taken; 0 for stop edges. */
    LOG_BACKWARD,
    /** log P_F(stop | s) of the states that edges start from. */
    LOG_STOP,
    /** log F of the states that edges start from, by a head of its own. */
    LOG_FLOW,
    /** A value of the states that edges start from, by a head of its own: what a critic predicts. */
    STATE_VALUE,
    /** log Z of each trajectory's condition. */
    LOG_PARTITION,
    /**
     * log Σ_a exp of the forward head's logits, legal actions only, of the states that edges start from: with edge flows
     * as logits, what flows out of the state.
     */
    LOG_OUTFLOW,
    /**
     * log Σ over all parents p of exp of the forward head's logit of p → s′, of the states that edges lead to: what flows
     * into the state; nothing for stop edges.
     */
    LOG_INFLOW,
    /**
     * log Σ_a exp of a learned P_B's logits, legal actions only, of the states that edges lead to; nothing for stop edges.
     */
    LOG_BACKWARD_SUM,
    /** log R of the states that edges start from, which are all objects. Has no derivative. */
    STATE_LOG_REWARD,
    /** −E(s) of the states that edges start from (see {@code PartialLogReward}). Has no derivative. */
    PARTIAL_LOG_REWARD,
    /**
     * Intrinsic reward r(s′) ≥ 0 of the states that edges lead to; for stop edges, of the object they leave. Has no
     * derivative.
     */
    INTRINSIC_REWARD,
    /** {@link #LOG_FORWARD} of the target network. Has no derivative. */
    TARGET_LOG_FORWARD,
    /** {@link #LOG_OUTFLOW} of the target network. Has no derivative. */
    TARGET_LOG_OUTFLOW,
    /** The target network's log P_B takes the place of {@link #LOG_BACKWARD}, and has no derivative. */
    TARGET_LOG_BACKWARD,
    /** {@link #LOG_BACKWARD_SUM} of the target network. Has no derivative. */
    TARGET_LOG_BACKWARD_SUM;

    /**
     * Whether this is a target network's.
     *
     * @return true for what moves only as the target network follows
     */
    public boolean isOfTarget() {
        return switch (this) {
            case TARGET_LOG_FORWARD, TARGET_LOG_OUTFLOW, TARGET_LOG_BACKWARD, TARGET_LOG_BACKWARD_SUM -> true;
            default -> false;
        };
    }
}
