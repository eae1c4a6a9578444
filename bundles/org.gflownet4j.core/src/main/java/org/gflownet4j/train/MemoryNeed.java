package org.gflownet4j.train;

import java.util.Locale;

import org.gflownet4j.policy.Policy;

/** How much memory training takes, before it is taken. */
final class MemoryNeed {

    private static final double MEMORY_SHARE = 0.8;

    private MemoryNeed() {
    }

    /**
     * Refuses, in words, what would not fit: one gradient per shard, the activations of every step of a batch, noisy
     * parameters, networks that reward what is new, objects kept for replay, and actions of remembered batches.
     */
    static void require(final Policy policy, final TrainingProcedure procedure, final Shards shards, final int copies) {
        final long perStep = policy.valuesPerState() + policy.environment().stateLength();
        final boolean isNoisy = procedure.phases().stream().anyMatch(phase -> phase.source() instanceof NoisyRollout);
        final double floats = (double) policy.parameterCount() * (shards.count() * (isNoisy ? 2 : 1) + copies)
                + (double) shards.batch() * shards.longest()
                        * (perStep + 20.0 * procedure.thompson().heads() + 3.0 * procedure.remembered())
                + procedure.bonus()
                        .map(one -> Distillation.floats(policy.environment(), one, shards.batch(), shards.count()))
                        .orElse(0.0);
        final double bytes = Float.BYTES * floats + procedure.replayBytes(policy.environment());
        final long available = Runtime.getRuntime().maxMemory();
        if (bytes > MEMORY_SHARE * available) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "Training needs up to %.1f GiB of memory, but Java may use %.1f GiB. Take fewer objects per step, a "
                            + "smaller network or shorter objects,%s or give Java more memory.",
                    bytes / (1 << 30), available / (double) (1 << 30),
                    procedure.replay().isPresent() ? " keep fewer objects for replay," : ""));
        }
    }
}
