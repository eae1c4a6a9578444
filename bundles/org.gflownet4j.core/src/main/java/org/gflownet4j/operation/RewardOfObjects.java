package org.gflownet4j.operation;

import java.util.OptionalDouble;
import java.util.function.Supplier;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.OracleReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.RewardFailedException;

/** The reward of many objects, in parts, so that it can be cancelled. */
final class RewardOfObjects {

    private static final int PART = 4096;
    private static final int PART_INTS = 1 << 20;

    private RewardOfObjects() {
    }

    /**
     * A reward on the objects of a space.
     *
     * @param reward any
     * @param space builds the objects
     * @param progress asked for cancellation, also while a slow reward is busy
     * @return log R(x)
     * @throws OperationException if the two do not fit
     */
    static LogReward on(final Reward reward, final Environment space, final Progress progress) {
        try {
            final LogReward logReward = OracleReward.of(reward.on(space, progress), space);
            if (logReward instanceof OracleReward oracle) {
                oracle.watch(progress);
            }
            return logReward;
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Use a reward and a design space that belong together.");
        }
    }

    /**
     * What a temperature-conditional model should draw in proportion to.
     *
     * @param reward of the objects
     * @param beta inverse temperature; empty for an unconditional model
     * @return β log R(x)
     */
    static LogReward tempered(final LogReward reward, final OptionalDouble beta) {
        return beta.isEmpty() ? reward : reward.tempered(beta.getAsDouble());
    }

    /**
     * Looks the objects up.
     *
     * @param reward of the objects
     * @param objects terminating states, {@code [object][width]}
     * @param count number of objects
     * @param width ints per object
     * @param progress asked for cancellation
     * @return log R(x), one per object
     * @throws OperationException if a slow reward fails
     */
    static double[] of(final LogReward reward, final int[] objects, final int count, final int width,
            final Progress progress) {
        final double[] result = new double[count];
        final int most = Math.min(count, Math.max(1, Math.min(PART, PART_INTS / width)));
        final int[] part = new int[most * width];
        final double[] rewards = new double[most];
        for (int from = 0; from < count; from += most) {
            progress.checkCancelled();
            final int size = Math.min(most, count - from);
            System.arraycopy(objects, from * width, part, 0, size * width);
            asking(() -> {
                reward.logRewards(part, size, Conditions.none(size), rewards);
                return rewards;
            });
            System.arraycopy(rewards, 0, result, from, size);
        }
        return result;
    }

    /**
     * Does what asks a reward.
     *
     * @param work asks
     * @return what it returns
     * @throws OperationException if a slow reward fails, with the object and what to do
     */
    static <T> T asking(final Supplier<T> work) {
        try {
            return work.get();
        } catch (final RewardFailedException e) {
            throw (OperationException) new OperationException(e.problem(), e.resolution()).initCause(e);
        }
    }
}
