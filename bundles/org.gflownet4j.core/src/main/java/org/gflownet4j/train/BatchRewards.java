package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.replay.ReplayBuffer;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.OracleReward;
import org.gflownet4j.reward.OracleUse;
import org.gflownet4j.reward.PartialLogReward;
import org.gflownet4j.reward.RewardCost;
import org.gflownet4j.reward.RewardFailedException;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;

/**
 * The rewards of a batch. A cheap reward is asked shard by shard, by the threads that draw them; a slow one about the whole
 * batch at once.
 */
final class BatchRewards {

    /** What is asked about the states that trajectories pass. */
    enum OfStates {
        /** Nothing. */
        NONE,
        /** log R: all of them are objects, too. */
        OBJECTS,
        /** −E(s). */
        PARTIAL
    }

    private final Environment space;
    private final LogReward reward;
    private final Trajectories[] batch;
    private final int shardSize;
    private final boolean isAskedAtOnce;
    /** {@code [shard][trajectory]}. */
    private final double[][] logReward;
    private final OracleUse useAtStart;
    private OracleUse useBefore = OracleUse.NONE;

    /** Of a batch that is asked about at once: its states, their values, and each shard's first one. */
    private int[] states = new int[0];
    private double[] values = new double[0];
    private final int[] firstState;

    /**
     * The rewards of a batch, none asked for yet.
     *
     * @param space builds the objects
     * @param reward of them
     * @param batch the shards
     * @param shardSize trajectories in each but the last
     */
    BatchRewards(final Environment space, final LogReward reward, final Trajectories[] batch, final int shardSize) {
        this.space = space;
        this.reward = reward;
        this.batch = batch;
        this.shardSize = shardSize;
        this.isAskedAtOnce = reward.cost() != RewardCost.CHEAP;
        this.logReward = new double[batch.length][shardSize];
        this.firstState = new int[batch.length + 1];
        this.useAtStart = useOfReward();
    }

    /** Whether the shards' objects are asked about together, by {@link #askAll}, and not by {@link #askShard}. */
    boolean isAskedAtOnce() {
        return isAskedAtOnce;
    }

    /**
     * Asks about the objects of a shard.
     *
     * @throws TrainingDivergedException if the reward fails
     */
    void askShard(final int shard, final int update) {
        final Trajectories drawn = batch[shard];
        if (!drawn.copyLogRewards(logReward[shard])) {
            ask(reward, drawn.objects(), drawn.count(), Conditions.none(drawn.count()), logReward[shard], update);
        }
    }

    /**
     * Asks about the objects of all shards, and about the states that their trajectories pass.
     *
     * @throws TrainingDivergedException if the reward fails
     * @throws CancellationException if the user cancelled
     */
    void askAll(final OfStates ofStates, final Progress progress, final int update) {
        if (reward instanceof OracleReward oracle) {
            oracle.watch(progress);
        }
        boolean isKnown = true;
        for (int shard = 0; shard < batch.length; shard++) {
            isKnown &= batch[shard].copyLogRewards(logReward[shard]);
        }
        if (!isKnown) {
            askObjects(update);
        }
        if (ofStates != OfStates.NONE) {
            askStates(ofStates, update);
        }
    }

    private void askObjects(final int update) {
        final int width = space.stateLength();
        int count = 0;
        for (final Trajectories drawn : batch) {
            reserve(count + drawn.count());
            System.arraycopy(drawn.objects(), 0, states, count * width, drawn.count() * width);
            count += drawn.count();
        }
        ask(reward, states, count, Conditions.none(count), values, update);
        for (int shard = 0; shard < batch.length; shard++) {
            System.arraycopy(values, shard * shardSize, logReward[shard], 0, batch[shard].count());
        }
    }

    private void askStates(final OfStates ofStates, final int update) {
        final int conditionWidth = batch[0].states().conditions().width();
        for (int shard = 0; shard < batch.length; shard++) {
            firstState[shard + 1] = firstState[shard] + batch[shard].states().size();
        }
        final int count = firstState[batch.length];
        final float[] encoded = new float[count * conditionWidth];
        reserve(count);
        for (int shard = 0; shard < batch.length; shard++) {
            final EvaluatedStates passed = batch[shard].states();
            for (int row = 0; row < passed.size(); row++) {
                passed.copyState(row, states, (firstState[shard] + row) * space.stateLength());
            }
            System.arraycopy(passed.conditions().encoded(), 0, encoded, firstState[shard] * conditionWidth,
                    passed.size() * conditionWidth);
        }
        ask(function(ofStates), states, count, new Conditions(count, conditionWidth, encoded), values, update);
    }

    private void reserve(final int count) {
        if (values.length < count) {
            values = Arrays.copyOf(values, Math.max(count, 2 * values.length));
            states = Arrays.copyOf(states, values.length * space.stateLength());
        }
    }

    private LogReward function(final OfStates ofStates) {
        return ofStates == OfStates.PARTIAL ? ((PartialLogReward) reward)::logPartialRewards : reward;
    }

    /**
     * log R of a trajectory's object.
     *
     * @throws TrainingDivergedException if it is not finite
     */
    double logReward(final int trajectory, final int update) {
        final int shard = trajectory / shardSize;
        final double value = logReward[shard][trajectory % shardSize];
        requireFinite(batch[shard].objects(), trajectory % shardSize, value, update);
        return value;
    }

    /** Mean R of the batch. */
    double mean(final int update) {
        double sum = 0;
        int count = 0;
        for (int shard = 0; shard < batch.length; shard++) {
            for (int b = 0; b < batch[shard].count(); b++) {
                sum += Math.exp(logReward(shard * shardSize + b, update));
                count++;
            }
        }
        return sum / count;
    }

    /** Offers the batch's objects to a buffer, in their order, whichever thread was first. */
    void offer(final ReplayBuffer buffer, final int update) {
        for (int shard = 0; shard < batch.length; shard++) {
            for (int b = 0; b < batch[shard].count(); b++) {
                buffer.add(batch[shard].objects(), b * space.stateLength(),
                        logReward(shard * shardSize + b, update));
            }
        }
    }

    /** Gives what is asked about the states of a shard; what is not finite is refused. */
    Reading.StateRewards ofStates(final int shard, final OfStates ofStates, final int update) {
        return (passed, evaluated, result) -> {
            final int count = evaluated.size();
            if (isAskedAtOnce) {
                System.arraycopy(values, firstState[shard], result, 0, count);
            } else {
                ask(function(ofStates), passed, count, evaluated.conditions(), result, update);
            }
            for (int row = 0; row < count; row++) {
                requireFinite(passed, row, result[row], update);
            }
        };
    }

    private void requireFinite(final int[] objects, final int number, final double value, final int update) {
        if (!Double.isFinite(value)) {
            throw TrainingDivergedException.ofReward(update,
                    RewardFailedException.ofValue(space.text(objects, number * space.stateLength()), value));
        }
    }

    private void ask(final LogReward function, final int[] objects, final int count, final Conditions conditions,
            final double[] result, final int update) {
        try {
            function.logRewards(objects, count, conditions, result);
        } catch (final RewardFailedException e) {
            throw TrainingDivergedException.ofReward(update, e);
        } catch (final CancellationException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw TrainingDivergedException.ofReward(update, alone(function, objects, count, conditions)
                    .orElseGet(() -> RewardFailedException.ofFailure(
                            RewardFailedException.objects(space, objects, 0, count), e)));
        }
    }

    /** The first object on which a cheap reward fails, asked about alone; empty if there is none. */
    private Optional<RewardFailedException> alone(final LogReward function, final int[] objects, final int count,
            final Conditions conditions) {
        final int width = space.stateLength();
        final int floats = conditions.width();
        for (int i = 0; i < count; i++) {
            final float[] encoded = Arrays.copyOfRange(conditions.encoded(), i * floats, (i + 1) * floats);
            try {
                function.logRewards(Arrays.copyOfRange(objects, i * width, (i + 1) * width), 1,
                        new Conditions(1, floats, encoded), new double[1]);
            } catch (final RuntimeException e) {
                return Optional.of(RewardFailedException.ofFailure(RewardFailedException.objects(space, objects, i, 1),
                        e));
            }
        }
        return Optional.empty();
    }

    /** What was asked of a slow reward in this training. */
    OracleUse use() {
        return useBefore.plus(useOfReward().since(useAtStart));
    }

    private OracleUse useOfReward() {
        return reward instanceof OracleReward oracle ? oracle.use() : OracleUse.NONE;
    }

    /** Copies what was asked; a training with a cheap reward has nothing to copy. */
    void save(final TrainingState.Builder state) {
        final OracleUse use = use();
        if (use.calls() > 0) {
            state.measure("reward.seconds", use.seconds()).count("reward.calls", use.calls())
                    .count("reward.asked", use.asked()).count("reward.evaluated", use.evaluated())
                    .count("reward.checked", use.checked()).count("reward.disagreed", use.disagreed());
        }
    }

    /** Goes on counting from what was saved. What is remembered of the reward is not saved: it changes no value. */
    void restore(final TrainingState state) {
        if (state.counters().containsKey("reward.calls")) {
            useBefore = new OracleUse(state.measure("reward.seconds"), count(state, "calls"), count(state, "asked"),
                    count(state, "evaluated"), count(state, "checked"), count(state, "disagreed"));
        }
    }

    private static long count(final TrainingState state, final String name) {
        return state.count("reward." + name, Long.MAX_VALUE / 2);
    }
}
