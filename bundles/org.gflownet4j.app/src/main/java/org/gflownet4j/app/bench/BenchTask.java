package org.gflownet4j.app.bench;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.reward.Reward;

/**
 * A benchmark task, ready to train on.
 *
 * @param name as the command line has it
 * @param construction how its objects are built, where there is a choice; otherwise what it amounts to
 * @param environment builds the objects
 * @param reward of the objects
 * @param modes what should be found
 */
public record BenchTask(String name, Construction construction, Environment environment, Reward reward, Modes modes) {
}
