package org.gflownet4j.objective;

import java.util.Set;

/**
 * A training objective: its loss on a batch of trajectories, and the loss's derivatives with respect to the scalars it
 * reads. No network is seen from here; the policy turns derivatives into gradients.
 */
public interface Objective {

    /**
     * What the loss reads. Nothing else need be filled in, and derivatives are given for exactly these.
     *
     * @return never empty
     */
    Set<Quantity> reads();

    /**
     * Computes the loss and its derivatives.
     *
     * @param values what the objective reads, and log R
     * @param derivatives overwritten, for the quantities in {@link #reads()}
     * @return the loss, averaged as the objective says
     */
    double loss(TrajectoryTerms values, TrajectoryTerms derivatives);
}
