package org.gflownet4j.reward;

import org.gflownet4j.env.Conditions;

/**
 * A log reward that says something of unfinished objects, too: an energy E(s) of every state with {@code E(s₀) = 0} and
 * {@code E(x) = −log R(x)}. Forward-looking objectives read it. Thread-safe, unless it costs {@link RewardCost#BATCHED}.
 */
public interface PartialLogReward extends LogReward {

    /**
     * Computes −E(s), in nats, for a batch of states, terminating or not.
     *
     * @param states {@code [count][stateLength]}
     * @param count number of states
     * @param conditions what each of them is conditioned on
     * @param result overwritten from 0 on; each value is finite, 0 for s₀ and log R(x) for objects
     */
    void logPartialRewards(int[] states, int count, Conditions conditions, double[] result);

    @Override
    default PartialLogReward costing(final RewardCost cost) {
        final PartialLogReward reward = this;
        return new PartialLogReward() {
            @Override
            public void logRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                reward.logRewards(states, count, conditions, result);
            }

            @Override
            public void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                reward.logPartialRewards(states, count, conditions, result);
            }

            @Override
            public RewardCost cost() {
                return cost;
            }
        };
    }
}
