package org.gflownet4j.reward;

import org.gflownet4j.env.Conditions;

/** The logarithm of the reward of terminating states of one environment. Thread-safe, unless it costs {@link RewardCost#BATCHED}. */
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

    /**
     * The logarithm of R^β: what is drawn in proportion to at an inverse temperature.
     *
     * @param beta inverse temperature β, above 0
     * @return β log R(x); cheap to ask, as far as others are told
     */
    default LogReward tempered(final double beta) {
        return (objects, count, conditions, result) -> {
            logRewards(objects, count, conditions, result);
            for (int i = 0; i < count; i++) {
                result[i] *= beta;
            }
        };
    }

    /**
     * What it costs to ask. A slow reward should say so: then its objects are asked about in one call, or in parallel, no
     * object twice, and a call that hangs can be cancelled; see {@link OracleReward}.
     *
     * @return always the same
     */
    default RewardCost cost() {
        return RewardCost.CHEAP;
    }

    /**
     * The same reward where its cost is known better.
     *
     * @param cost what it costs to ask
     * @return the same values
     */
    default LogReward costing(final RewardCost cost) {
        final LogReward reward = this;
        return new LogReward() {
            @Override
            public void logRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                reward.logRewards(states, count, conditions, result);
            }

            @Override
            public RewardCost cost() {
                return cost;
            }
        };
    }
}
