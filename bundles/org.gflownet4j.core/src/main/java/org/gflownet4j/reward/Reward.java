package org.gflownet4j.reward;

import java.util.Map;
import java.util.OptionalDouble;

import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;

/** What a Reward port carries: how good each object is, before it is known how the objects are built. */
public interface Reward {

    /**
     * This reward on the objects of an environment.
     *
     * @param environment builds the objects
     * @return log R(x)
     * @throws IllegalArgumentException in words for a user, if the reward does not fit the environment
     */
    LogReward on(Environment environment);

    /**
     * The same, where building it can take long.
     *
     * @param environment builds the objects
     * @param progress asked for cancellation several times a second, where it takes as long
     * @return log R(x)
     * @throws IllegalArgumentException in words for a user, if the reward does not fit the environment
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    default LogReward on(final Environment environment, final Progress progress) {
        return on(environment);
    }

    /**
     * The logarithm of the sum of R over all objects, where there is a formula or a quick sum for it: the truth that a
     * learned log Z is compared with, also where the objects are too many to list.
     *
     * @param environment builds the objects
     * @return nats; empty if only listing all objects would tell
     * @throws IllegalArgumentException in words for a user, if the reward does not fit the environment
     */
    default OptionalDouble logPartition(final Environment environment) {
        return OptionalDouble.empty();
    }

    /**
     * One line for a user.
     *
     * @return for example {@code Measured scores of 65 536 objects, exponent 3}
     */
    String title();

    /**
     * The settings needed to build this reward again; data are stored apart from them.
     *
     * @return {@code kind} and the constructor's numbers
     */
    Map<String, Object> description();
}
