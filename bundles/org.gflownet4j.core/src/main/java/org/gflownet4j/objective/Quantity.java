package org.gflownet4j.objective;

/** What an objective may read of a trajectory, and return derivatives for. */
public enum Quantity {
    /** log P_F of the edges taken. */
    LOG_FORWARD,
    /** log P_B of the edges taken; 0 for stop edges. */
    LOG_BACKWARD,
    /** log F of the states that edges start from. */
    LOG_FLOW,
    /** log Z of each trajectory's condition. */
    LOG_PARTITION
}
