package org.gflownet4j.model;

import org.gflownet4j.train.TrainingState;

/**
 * A training run, stopped: a model that can be used like any other, and all that is needed to go on with its training.
 *
 * @param model as it was then; the best until then, if that is what training keeps
 * @param state to go on from
 */
public record Checkpoint(GFlowNetModel model, TrainingState state) {
}
