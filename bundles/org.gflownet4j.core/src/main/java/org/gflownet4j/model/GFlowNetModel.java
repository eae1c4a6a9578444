package org.gflownet4j.model;

import java.util.Map;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.Reward;

/**
 * A trained GFlowNet with everything needed to use it again: what a model port carries and a model file holds.
 *
 * @param policy the network's shape and the environment it acts in
 * @param parameters the policy's; its log Z is the objective's estimate
 * @param reward what it was trained for
 * @param provenance how it came about (settings, seed, versions, results): strings, numbers, booleans and maps of them
 */
public record GFlowNetModel(Policy policy, float[] parameters, Reward reward, Map<String, Object> provenance) {

    private static final int MAX_NAME = 100;

    /**
     * Checks that the parameters fit the policy.
     *
     * @throws IllegalArgumentException if they are too few or too many
     */
    public GFlowNetModel {
        if (parameters.length != policy.parameterCount()) {
            throw new IllegalArgumentException("The network has " + policy.parameterCount() + " parameters, not "
                    + parameters.length + ".");
        }
    }

    /**
     * The design space.
     *
     * @return what the model builds
     */
    public Environment environment() {
        return policy.environment();
    }

    /**
     * log Z as training estimated it.
     *
     * @return nats
     */
    public double logPartition() {
        return parameters[policy.logPartitionAt()];
    }

    /**
     * How {@link #logPartition()} came about.
     *
     * @return for example {@code the parameter log Z}; empty for models of versions that did not say
     */
    public Optional<String> logPartitionEstimator() {
        return provenance.get("logPartitionEstimator") instanceof String name && name.length() <= MAX_NAME
                ? Optional.of(name) : Optional.empty();
    }

    /**
     * One line for a user.
     *
     * @return what the model builds, and for which reward
     */
    public String title() {
        return environment().title() + ". " + reward.title();
    }
}
