package org.gflownet4j.operation;

import java.util.Optional;

import org.gflownet4j.train.BackwardLearning;

/** What a learned backward policy learns from, as a user chooses. */
public enum BackwardLoss {

    /** The loss of the objective, together with the forward policy. */
    SAME_LOSS(Optional.empty()),
    /** {@link BackwardLearning.Loss#TRAJECTORY_LIKELIHOOD}. */
    TRAJECTORY_LIKELIHOOD(Optional.of(BackwardLearning.Loss.TRAJECTORY_LIKELIHOOD)),
    /** {@link BackwardLearning.Loss#PESSIMISTIC}. */
    PESSIMISTIC(Optional.of(BackwardLearning.Loss.PESSIMISTIC)),
    /** {@link BackwardLearning.Loss#MAXIMUM_ENTROPY}. */
    MAXIMUM_ENTROPY(Optional.of(BackwardLearning.Loss.MAXIMUM_ENTROPY));

    private final Optional<BackwardLearning.Loss> loss;

    BackwardLoss(final Optional<BackwardLearning.Loss> loss) {
        this.loss = loss;
    }

    /**
     * A loss of its own, with the published constants.
     *
     * @return empty if there is none
     */
    Optional<BackwardLearning> learning() {
        return loss.map(BackwardLearning::with);
    }
}
