package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.ModifiedDetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.OracleReward;
import org.gflownet4j.reward.OracleSettings;
import org.gflownet4j.reward.RewardCost;
import org.gflownet4j.reward.RewardFailedException;
import org.gflownet4j.reward.SetReward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Training with a slow reward: asked once per step, the same to the last bit, and nothing lost when it fails. */
// far beyond what any of this takes: only a call that is never given up comes so far
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowRewardTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward GRID_REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final Subset SETS = new Subset(7, 4);
    private static final LogReward SET_REWARD = new SetReward(-2, -1, -0.5, 0, 0.5, 1, 2).on(SETS);
    private static final int UPDATES = 30;
    /** Three shards, the last one smaller. */
    private static final int BATCH = 150;

    private static Trainer trainer(final LogReward reward, final Objective objective, final int threads) {
        final Environment space = objective.reads().contains(Quantity.PARTIAL_LOG_REWARD) ? SETS : GRID;
        return new Trainer(policy(space, objective), reward, TrainingProcedure.onPolicy(objective), settings(threads),
                new JavaBackend());
    }

    private static Policy policy(final Environment space, final Objective objective) {
        return new Policy(space, new Architecture(List.of(16), Activation.RELU, BackwardPolicy.UNIFORM,
                objective.reads().contains(Quantity.LOG_FLOW)), 0);
    }

    private static TrainerSettings settings(final int threads) {
        return new TrainerSettings(UPDATES, BATCH, 3e-3, 0.1, Double.POSITIVE_INFINITY, 1, threads);
    }

    private static TrainingResult train(final LogReward reward, final Objective objective, final int threads) {
        return train(trainer(reward, objective, threads));
    }

    private static TrainingResult train(final Trainer trainer) {
        return trainer.train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    private static OracleSettings oracle(final int known, final int threads) {
        return new OracleSettings(Double.POSITIVE_INFINITY, known, 2, 1e-3, threads);
    }

    static Stream<Arguments> objectives() {
        return Stream.of(Arguments.of(new TrajectoryBalance(), GRID, GRID_REWARD),
                // asks about the states that trajectories pass: as objects, and as unfinished ones
                Arguments.of(new ModifiedDetailedBalance(), GRID, GRID_REWARD),
                Arguments.of(new DetailedBalance(Regression.SQUARED, true), SETS, SET_REWARD));
    }

    private static void assertSameTraining(final TrainingResult expected, final TrainingResult actual) {
        assertArrayEquals(expected.parameters(), actual.parameters());
        assertEquals(expected.distinctStates(), actual.distinctStates());
        assertEquals(expected.log().stream().map(SlowRewardTest::withoutSeconds).toList(),
                actual.log().stream().map(SlowRewardTest::withoutSeconds).toList());
    }

    private static LogRow withoutSeconds(final LogRow row) {
        return new LogRow(row.update(), row.trajectories(), row.loss(), row.logPartition(), row.meanReward(), 0);
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void howARewardIsAskedDoesNotChangeABitNorDoThreads(final Objective objective, final Environment space,
            final LogReward reward) {
        final TrainingResult cheap = train(reward, objective, 1);
        assertEquals(0, cheap.rewardUse().calls());
        for (final RewardCost cost : List.of(RewardCost.BATCHED, RewardCost.PARALLEL)) {
            for (final int known : new int[]{0, 6, 10_000}) {
                for (final int threads : new int[]{1, 3}) {
                    final TrainingResult slow = train(
                            OracleReward.of(reward.costing(cost), space, oracle(known, threads)), objective, threads);
                    assertSameTraining(cheap, slow);
                    assertTrue(slow.rewardUse().calls() > 0);
                    assertEquals(0, slow.rewardUse().disagreed());
                }
            }
        }
        assertSameTraining(cheap, train(reward.costing(RewardCost.BATCHED), objective, 2));
    }

    @Test
    void aBatchedRewardIsAskedOncePerStepAboutDistinctObjects() {
        final List<Integer> calls = new ArrayList<>();
        final Set<String> everAsked = new HashSet<>();
        final LogReward counting = counting(calls, everAsked);
        final TrainingResult result = train(OracleReward.of(counting, GRID, oracle(0, 1)), new TrajectoryBalance(), 3);
        assertEquals(UPDATES, calls.size());
        assertTrue(calls.stream().allMatch(count -> count <= GRID.objectCount()), calls.toString());
        assertEquals(UPDATES, result.rewardUse().calls());
        assertEquals(UPDATES * BATCH, result.rewardUse().asked());
        assertEquals(calls.stream().mapToInt(Integer::intValue).sum(), result.rewardUse().evaluated());

        calls.clear();
        everAsked.clear();
        final TrainingResult remembering = train(
                OracleReward.of(counting, GRID, new OracleSettings(Double.POSITIVE_INFINITY, 1000, 0, 0, 1)),
                new TrajectoryBalance(), 3);
        assertTrue(calls.size() <= UPDATES);
        // no object twice
        assertEquals(everAsked.size(), calls.stream().mapToInt(Integer::intValue).sum());
        assertEquals(everAsked.size(), remembering.rewardUse().evaluated());
        assertEquals(1 - everAsked.size() / (double) (UPDATES * BATCH), remembering.rewardUse().knownShare(), 1e-12);
    }

    private static LogReward counting(final List<Integer> calls, final Set<String> everAsked) {
        final LogReward counting = (states, count, conditions, result) -> {
            calls.add(count);
            final Set<String> objects = new HashSet<>();
            for (int i = 0; i < count; i++) {
                assertTrue(objects.add(GRID.text(states, 2 * i)), "an object twice in a call");
            }
            everAsked.addAll(objects);
            GRID_REWARD.logRewards(states, count, conditions, result);
        };
        return counting.costing(RewardCost.BATCHED);
    }

    /** What a process that is killed does not survive. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What is remembered is not in a checkpoint; what is counted is. */
    @Test
    void aResumedTrainingIsTheSameToTheLastBit() {
        final Objective objective = new TrajectoryBalance();
        final LogReward slow = GRID_REWARD.costing(RewardCost.BATCHED);
        final TrainingResult whole = train(slow, objective, 1);
        final Trainer first = trainer(slow, objective, 1);
        final TrainingState[] kept = new TrainingState[1];
        assertThrows(Killed.class, () -> first.train(Progress.NONE, result -> {
            if (result.updates() == 13) {
                kept[0] = first.state();
                throw new Killed();
            }
        }, Double.MIN_VALUE));
        assertEquals(13L * BATCH, kept[0].counters().get("reward.asked"));
        final TrainingResult resumed = train(Trainer.resumed(policy(GRID, objective), slow,
                TrainingProcedure.onPolicy(objective), settings(2), new JavaBackend(), kept[0]));
        assertSameTraining(whole, resumed);
        assertEquals(UPDATES * BATCH, resumed.rewardUse().asked());
        assertTrue(resumed.rewardUse().seconds() > kept[0].measures().get("reward.seconds"));
    }

    /** A checkpoint of an earlier version, or of a cheap reward. */
    @Test
    void aTrainingThatCountedNothingCanBeResumed() {
        final Objective objective = new TrajectoryBalance();
        final Trainer first = trainer(GRID_REWARD, objective, 1);
        final TrainingState[] kept = new TrainingState[1];
        assertThrows(Killed.class, () -> first.train(Progress.NONE, result -> {
            if (result.updates() == 13) {
                kept[0] = first.state();
                throw new Killed();
            }
        }, Double.MIN_VALUE));
        final TrainingResult resumed = train(Trainer.resumed(policy(GRID, objective),
                GRID_REWARD.costing(RewardCost.PARALLEL), TrainingProcedure.onPolicy(objective), settings(1),
                new JavaBackend(), kept[0]));
        assertSameTraining(train(GRID_REWARD, objective, 1), resumed);
        assertEquals((UPDATES - 13) * BATCH, resumed.rewardUse().asked());
    }

    /** Good until a step, then something else. */
    private static LogReward breaking(final int step, final LogReward then, final RewardCost cost) {
        final AtomicInteger calls = new AtomicInteger();
        final int shards = new Shards(BATCH, 15, 0).count();
        final int callsPerStep = cost == RewardCost.CHEAP ? shards : 1;
        final LogReward reward = (states, count, conditions, result) -> {
            GRID_REWARD.logRewards(states, count, conditions, result);
            if (calls.getAndIncrement() >= (step - 1) * callsPerStep) {
                then.logRewards(states, count, conditions, result);
            }
        };
        return OracleReward.of(reward.costing(cost), GRID, oracle(0, 1).withSecondsPerCall(2));
    }

    private static final IllegalStateException CAUSE = new IllegalStateException("the licence server is gone");
    private static final LogReward THROWS = (states, count, conditions, result) -> {
        throw CAUSE;
    };
    private static final LogReward IS_NO_NUMBER = (states, count, conditions, result) -> result[0] = Double.NaN;
    private static final LogReward HANGS = (states, count, conditions, result) -> {
        try {
            new CountDownLatch(1).await();
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    };

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(THROWS, RewardCost.BATCHED, "failed when it was asked about "),
                Arguments.of(IS_NO_NUMBER, RewardCost.BATCHED, "is no number"),
                Arguments.of(HANGS, RewardCost.BATCHED, "did not answer within 2 s when it was asked about "),
                Arguments.of(THROWS, RewardCost.CHEAP, "failed when it was asked about "),
                Arguments.of(IS_NO_NUMBER, RewardCost.CHEAP, "is no number"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatWasThereBeforeARewardFailedIsKept(final LogReward failure, final RewardCost cost, final String words) {
        final Trainer trainer = trainer(breaking(6, failure, cost), new TrajectoryBalance(), 2);
        final TrainingState[] kept = new TrainingState[1];
        final TrainingDivergedException broken = assertThrows(TrainingDivergedException.class,
                () -> trainer.train(Progress.NONE, result -> kept[0] = trainer.state(), Double.MIN_VALUE));
        assertTrue(broken.problem().startsWith("Training stopped at update 6: the reward ")
                && broken.problem().contains(words) && broken.problem().contains(" \""), broken.problem());
        assertEquals(TrainingResult.End.DIVERGED, trainer.result().end());
        assertEquals(5, trainer.result().updates());
        final TrainingState state = trainer.state();
        assertEquals(kept[0].log().toString(), state.log().toString());
        kept[0].vectors().forEach((name, vector) -> assertArrayEquals(vector, state.vectors().get(name), name));
        // and it can go on, with a reward that was repaired
        final Objective objective = new TrajectoryBalance();
        assertSameTraining(train(GRID_REWARD, objective, 1), train(Trainer.resumed(policy(GRID, objective), GRID_REWARD,
                TrainingProcedure.onPolicy(objective), settings(1), new JavaBackend(), state)));
    }

    @Test
    void theCauseOfAFailureIsKept() {
        for (final RewardCost cost : RewardCost.values()) {
            final Throwable failure = assertThrows(TrainingDivergedException.class,
                    () -> train(breaking(1, THROWS, cost), new TrajectoryBalance(), 2)).getCause();
            assertTrue(failure instanceof RewardFailedException);
            assertSame(CAUSE, failure.getCause());
        }
    }

    @Test
    void theObjectThatACheapRewardFailsOnIsFound() {
        final LogReward failing = (states, count, conditions, result) -> {
            GRID_REWARD.logRewards(states, count, conditions, result);
            for (int i = 0; i < count; i++) {
                if (states[2 * i] == 2 && states[2 * i + 1] == 0) {
                    throw CAUSE;
                }
            }
        };
        final TrainingDivergedException broken = assertThrows(TrainingDivergedException.class,
                () -> train(failing, new TrajectoryBalance(), 2));
        assertTrue(broken.problem().contains("asked about the object \"2 0\": the licence server is gone."),
                broken.problem());
    }

    @Test
    void aCallThatHangsCanBeCancelledAndTheModelSoFarIsKept() {
        final CountDownLatch hanging = new CountDownLatch(1);
        final Trainer trainer = trainer(OracleReward.of(breaking(6, (states, count, conditions, result) -> {
            hanging.countDown();
            HANGS.logRewards(states, count, conditions, result);
        }, RewardCost.BATCHED), GRID, oracle(0, 1)), new TrajectoryBalance(), 2);
        final TrainingResult result = trainer.train(new Progress() {
            @Override
            public boolean isCancelled() {
                return hanging.getCount() == 0;
            }
        }, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(TrainingResult.End.CANCELLED, result.end());
        assertEquals(5, result.updates());
    }

    @Test
    void theShareOfTheTimeIsReported() {
        final List<String> notes = Collections.synchronizedList(new ArrayList<>());
        final Progress noting = new Progress() {
            @Override
            public void note(final String sentence) {
                notes.add(sentence);
            }
        };
        final TrainingResult result = trainer(GRID_REWARD.costing(RewardCost.BATCHED), new TrajectoryBalance(), 1)
                .train(noting, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(List.of(result.rewardUse().sentence(result.seconds()).orElseThrow()), notes);
        assertTrue(notes.get(0).matches("The reward took \\d+\u202f% of the time: \\d+ objects in \\d+ calls; "
                + "\\d+\u202f% of what was asked for was known from before\\."), notes.get(0));
        assertTrue(result.rewardUse().seconds() > 0 && result.rewardUse().seconds() < result.seconds());
        notes.clear();
        trainer(GRID_REWARD, new TrajectoryBalance(), 1).train(noting, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(List.of(), notes);
    }

    @Test
    void theSameRewardInTwoTrainingsIsCountedInEach() {
        final LogReward shared = OracleReward.of(GRID_REWARD.costing(RewardCost.BATCHED), GRID);
        final TrainingResult first = train(shared, new TrajectoryBalance(), 1);
        final TrainingResult second = train(shared, new TrajectoryBalance(), 1);
        assertEquals(first.rewardUse().asked(), second.rewardUse().asked());
        assertTrue(second.rewardUse().evaluated() < first.rewardUse().evaluated(), "known from the first training");
        assertTrue(Arrays.equals(first.parameters(), second.parameters()));
    }
}
