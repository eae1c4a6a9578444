package org.gflownet4j.app.bench;

import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.env.Construction;

/**
 * What a user may change of a task.
 *
 * @param construction how objects are built; empty for the task's own
 * @param reward variant of the reward; empty for the task's own
 * @param r0 of a grid; empty for the task's own
 * @param data the folder of data
 */
public record TaskOptions(Optional<Construction> construction, Optional<String> reward, OptionalDouble r0,
        TaskData data) {
}
