package org.gflownet4j.reward;

import org.gflownet4j.env.Conditions;

/** The logarithm of the reward of terminating states of one environment. Thread-safe. */
@FunctionalInterface
public interface LogReward {

    /**
     * Computes log R(x), in nats, for a batch.
     *
     * @param states terminating states, {@code [count][stateLength]}
     * @param count number of states
     * @param conditions what each of them is conditioned on
     * @param result overwritten from 0 on; each value is finite
     */
    void logRewards(int[] states, int count, Conditions conditions, double[] result);
}
