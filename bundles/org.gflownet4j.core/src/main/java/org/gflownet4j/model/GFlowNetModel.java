package org.gflownet4j.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.report.NumberText;
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
     * log Z as training estimated it, of an unconditional model.
     *
     * @return nats
     */
    public double logPartition() {
        return parameters[policy.logPartitionAt()];
    }

    /**
     * log Z as training estimated it.
     *
     * @param beta inverse temperature; empty for an unconditional model
     * @param backend multiplies
     * @return nats
     * @throws IllegalArgumentException in words for a user, if β is missing, unwanted, or no inverse temperature
     */
    public double logPartition(final OptionalDouble beta, final ComputeBackend backend) {
        final EvaluatedStates start = policy.newEvaluatedStates();
        final int[] initial = new int[environment().stateLength()];
        environment().writeInitial(initial, 0);
        start.add(initial, 0, policy.conditions(1, beta), 0);
        policy.evaluate(backend, parameters, start);
        return policy.logPartition(parameters, start, 0);
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
        return environment().title() + ". " + reward.title() + policy.temperature()
                .map(input -> ". Temperature-conditional, trained at inverse temperatures (β) from "
                        + NumberText.of(input.lowest()) + " to " + NumberText.of(input.highest()))
                .orElse("");
    }
}
