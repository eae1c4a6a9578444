package org.gflownet4j.policy;

import java.util.Optional;

/**
 * The part of the parameter vector that says P_B and nothing else: there is one where a learned P_B has a network of its own.
 *
 * @param from first parameter
 * @param to after the last
 */
public record BackwardNetwork(int from, int to) {

    /**
     * Finds it.
     *
     * @param policy whose parameters
     * @return empty if P_B is not learned, or shares its network with P_F
     */
    public static Optional<BackwardNetwork> of(final Policy policy) {
        if (!policy.learnsBackward() || !policy.architecture().separateTrunks()) {
            return Optional.empty();
        }
        // forward and backward policy have the first two networks
        return Optional.of(new BackwardNetwork(policy.networks().get(1).parameterOffset(),
                policy.networks().endOfBackward()));
    }
}
