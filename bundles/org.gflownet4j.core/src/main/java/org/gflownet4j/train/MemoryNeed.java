package org.gflownet4j.train;

import java.util.Locale;

import org.gflownet4j.policy.Policy;

/** How much memory training takes, before it is taken. */
final class MemoryNeed {

    private static final double MEMORY_SHARE = 0.8;

    private MemoryNeed() {
    }

    /**
     * Refuses, in words, what would not fit: one gradient per shard, the activations of every step of a batch, and the actions
     * of remembered batches.
     */
    static void require(final Policy policy, final int size, final int copies, final int remembered) {
        final long perStep = policy.valuesPerState() + policy.environment().stateLength();
        final double bytes = 4.0 * policy.parameterCount() * ((size + Updates.SHARD - 1) / Updates.SHARD + copies)
                + 4.0 * size * policy.environment().maxTrajectoryLength() * (perStep + 20 + 3.0 * remembered);
        final long available = Runtime.getRuntime().maxMemory();
        if (bytes > MEMORY_SHARE * available) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "Training needs up to %.1f GiB of memory, but Java may use %.1f GiB. Take fewer objects per step, a "
                            + "smaller network or shorter objects, or give Java more memory.",
                    bytes / (1 << 30), available / (double) (1 << 30)));
        }
    }
}
