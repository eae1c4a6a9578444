package org.gflownet4j.train;

import org.gflownet4j.objective.Objective;

/**
 * One part of an update: draw a batch, compute a loss, take a gradient step.
 *
 * @param source of the trajectories
 * @param objective whose loss is minimised
 */
public record Phase(BatchSource source, Objective objective) {
}
