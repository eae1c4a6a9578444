package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/** State flows as a head of the network gives them, absolute or relative to an energy. */
final class Flows {

    /** How log Z comes about: all flow leaves s₀, whose energy is 0. */
    static final String ESTIMATOR = "log F of the initial state";

    private Flows() {
    }

    /** What objectives on flows read. */
    static Set<Quantity> reads(final boolean forwardLooking) {
        final Set<Quantity> reads = EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_BACKWARD, Quantity.LOG_FLOW);
        if (forwardLooking) {
            reads.add(Quantity.PARTIAL_LOG_REWARD);
        }
        return reads;
    }

    /** log F of the state that an edge starts from. */
    static double logFlow(final TrajectoryTerms values, final int edge, final boolean forwardLooking) {
        return forwardLooking ? values.logFlow[edge] + values.stateLogReward[edge] : values.logFlow[edge];
    }
}
