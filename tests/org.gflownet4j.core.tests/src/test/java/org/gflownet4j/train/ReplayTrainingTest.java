package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.ModifiedDetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.replay.ReplayBuffer;
import org.gflownet4j.replay.ReplayContents;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Training of which a half is on objects drawn again. */
class ReplayTrainingTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final StateSpace SPACE = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
    private static final TargetDistribution TARGET = TargetDistribution.of(SPACE, REWARD, Progress.NONE);

    private static Policy policy(final Objective objective, final BackwardPolicy backward) {
        return new Policy(GRID, new Architecture(List.of(64, 64), Activation.RELU, backward,
                objective.reads().contains(Quantity.LOG_FLOW)), 0);
    }

    private static TrainerSettings settings(final int updates, final int batch, final int threads) {
        return new TrainerSettings(updates, batch, 5e-3, 0.1, Double.POSITIVE_INFINITY, 1, threads);
    }

    private static Trainer trained(final Policy policy, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        final Trainer trainer = new Trainer(policy, REWARD, procedure, settings, new JavaBackend());
        trainer.train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
        return trainer;
    }

    private static double[] law(final Policy policy, final float[] parameters) {
        return new ExactDistribution(SPACE, policy, parameters, new JavaBackend(), Progress.NONE).probability();
    }

    static Stream<Arguments> runs() {
        final Objective balance = new TrajectoryBalance();
        return Stream.concat(
                // each kind, with a P_B that moves while objects wait in the buffer, and one that does not
                Stream.of(Replay.firstInFirstOut(40), Replay.prioritised(40), Replay.diverse(40, 1))
                        .flatMap(replay -> Stream.of(BackwardPolicy.LEARNED, BackwardPolicy.UNIFORM)
                                .map(backward -> Arguments.of(balance, replay, backward))),
                // each objective: all of them hold for any trajectory
                Stream.of(new DetailedBalance(), new LogPartitionVariance(), new SubTrajectoryBalance(0.9),
                        new ModifiedDetailedBalance(), new FlowMatching(), new SoftQLearning(),
                        SoftQLearning.munchausen())
                        .map(objective -> Arguments.of(objective, Replay.prioritised(40), BackwardPolicy.UNIFORM)));
    }

    /**
     * Pitfalls 12 and 13: replayed trajectories are none of the policy's, and scored with log-probabilities of long ago they
     * would move log Z and the law.
     */
    @ParameterizedTest
    @MethodSource("runs")
    void theGridIsLearnedExactlyWithHalfOfTheTrainingOnReplayedObjects(final Objective objective, final Replay replay,
            final BackwardPolicy backward) {
        final Policy policy = policy(objective, backward);
        final float[] parameters = trained(policy, TrainingProcedure.withReplay(objective, replay),
                settings(400, 64, 2)).result().parameters();
        // log Z from the closed form of the reward
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.003);
        final double distance = Distances.totalVariation(law(policy, parameters), TARGET.probability());
        assertTrue(distance <= 0.005, "total variation " + distance);
    }

    /** Pitfall 13. */
    @Test
    void replayedTrajectoriesAreScoredWithThePolicyOfTheMoment() {
        final Policy policy = policy(new TrajectoryBalance(), BackwardPolicy.LEARNED);
        final ReplayBuffer buffer = Replay.firstInFirstOut(5).newBuffer(GRID);
        buffer.add(new int[]{5, 6}, 0, 0);
        final BatchSource source = BatchSource.REPLAY.from(buffer);
        final Trajectories batch = new Trajectories(policy, 8);
        final Trajectories fresh = new Trajectories(policy, 8);
        for (final float[] parameters : List.of(policy.initialParameters(1), policy.initialParameters(2))) {
            source.fill(batch, new JavaBackend(), parameters, 8, Conditions.none(8), Exploration.NONE, 1, 0);
            fresh.sampleBackward(new JavaBackend(), parameters,
                    new int[]{5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6},
                    0, 8, Conditions.none(8), 1, 0);
            for (int b = 0; b < 8; b++) {
                assertEquals(fresh.logWeight(b), batch.logWeight(b));
                assertEquals(12, batch.length(b), "eleven steps and the stop");
            }
        }
    }

    @Test
    void aBatchIsDrawnFromTheBufferWhateverShardItIsIn() {
        final Policy policy = policy(new TrajectoryBalance(), BackwardPolicy.UNIFORM);
        final ReplayBuffer buffer = Replay.prioritised(30).newBuffer(GRID);
        for (int i = 0; i < 30; i++) {
            buffer.add(new int[]{i / 8, i % 8}, 0, i);
        }
        final BatchSource source = BatchSource.REPLAY.from(buffer);
        final float[] parameters = policy.initialParameters(1);
        final Trajectories whole = new Trajectories(policy, 100);
        source.fill(whole, new JavaBackend(), parameters, 100, Conditions.none(100), Exploration.NONE, 1, 1000);
        final int[] all = whole.objects().clone();
        final Trajectories part = new Trajectories(policy, 100);
        source.fill(part, new JavaBackend(), parameters, 40, Conditions.none(40), Exploration.NONE, 1, 1060);
        assertArrayEquals(Arrays.copyOfRange(all, 120, 200), Arrays.copyOf(part.objects(), 80));
        final int[] expected = new int[2];
        for (int b = 0; b < 100; b++) {
            buffer.copy(buffer.draw(1, 1000 + b), expected, 0);
            assertArrayEquals(expected, Arrays.copyOfRange(all, 2 * b, 2 * b + 2));
        }
        // 3 of the 30 are the top decile
        assertEquals(50, IntStream.range(0, 100).filter(b -> all[2 * b] * 8 + all[2 * b + 1] >= 27).count());
    }

    @Test
    void anEmptyBufferGivesFreshTrajectories() {
        final Policy policy = policy(new TrajectoryBalance(), BackwardPolicy.UNIFORM);
        final BatchSource source = BatchSource.REPLAY.from(Replay.prioritised(30).newBuffer(GRID));
        final float[] parameters = policy.initialParameters(1);
        final Trajectories replayed = new Trajectories(policy, 50);
        final Trajectories fresh = new Trajectories(policy, 50);
        assertTrue(source.isFresh());
        source.fill(replayed, new JavaBackend(), parameters, 50, Conditions.none(50), Exploration.NONE, 1, 7);
        fresh.sampleForward(new JavaBackend(), parameters, 50, Conditions.none(50), Exploration.NONE, 1, 7);
        assertArrayEquals(fresh.objects(), replayed.objects());
    }

    @Test
    void theBufferHoldsWhatFreshPhasesDrewInTheOrderOfTheBatch() {
        final Policy policy = policy(new TrajectoryBalance(), BackwardPolicy.UNIFORM);
        final Trainer trainer = trained(policy,
                TrainingProcedure.withReplay(new TrajectoryBalance(), Replay.firstInFirstOut(64)), settings(1, 150, 3));
        // with an empty buffer, the first phase is a fresh one, too; its trajectories are the first ones of the run
        final Trajectories first = new Trajectories(policy, 150);
        first.sampleForward(new JavaBackend(), policy.initialParameters(1), 150, Conditions.none(150), 1, 0);
        final int[] distinct = IntStream.range(0, 150).map(b -> first.objects()[2 * b] * 8 + first.objects()[2 * b + 1])
                .distinct().toArray();
        final ReplayContents held = trainer.state().replay();
        assertTrue(distinct.length > 10 && held.size() > distinct.length);
        for (int i = 0; i < distinct.length; i++) {
            assertEquals(distinct[i], held.states()[2 * i] * 8 + held.states()[2 * i + 1]);
        }
        final double[] logRewards = new double[held.size()];
        REWARD.logRewards(held.states(), held.size(), Conditions.none(held.size()), logRewards);
        assertArrayEquals(logRewards, held.logRewards());
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        for (final Replay replay : List.of(Replay.firstInFirstOut(20), Replay.prioritised(50), Replay.diverse(50, 1))) {
            final Policy policy = policy(new TrajectoryBalance(), BackwardPolicy.LEARNED);
            final TrainingProcedure procedure = TrainingProcedure.withReplay(new TrajectoryBalance(), replay);
            final Trainer alone = trained(policy, procedure, settings(12, 150, 1));
            final Trainer three = trained(policy, procedure, settings(12, 150, 3));
            assertArrayEquals(alone.result().parameters(), three.result().parameters());
            assertArrayEquals(alone.state().replay().states(), three.state().replay().states());
            final float[] without = trained(policy, TrainingProcedure.onPolicy(new TrajectoryBalance()),
                    settings(12, 150, 1)).result().parameters();
            assertFalse(Arrays.equals(without, alone.result().parameters()), "replay has an effect");
        }
    }

    @Test
    void aRunMayReplayKnownObjectsOnly() {
        final KnownObjects all = KnownObjects.of(GRID, List.of(texts()), TARGET.logReward(),
                IntStream.rangeClosed(1, 64).asLongStream().toArray());
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(objective, BackwardPolicy.UNIFORM);
        final TrainingProcedure offline = new TrainingProcedure(
                List.of(new Phase(BatchSource.REPLAY, objective)), Optional.of(Replay.firstInFirstOut(64).with(all)),
                Novelty.NONE);
        final float[] parameters = trained(policy, offline, settings(600, 64, 2)).result().parameters();
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.003);
        assertTrue(Distances.totalVariation(law(policy, parameters), TARGET.probability()) <= 0.005);
    }

    private static String[] texts() {
        return Arrays.stream(SPACE.objects()).mapToObj(object -> GRID.text(SPACE.states(), object * 2))
                .toArray(String[]::new);
    }

    @Test
    void proceduresThatMakeNoSenseAreRefused() {
        final Objective objective = new TrajectoryBalance();
        final List<Phase> fresh = List.of(new Phase(BatchSource.ON_POLICY, objective));
        final List<Phase> again = List.of(new Phase(BatchSource.REPLAY, objective));
        final Optional<Replay> replay = Optional.of(Replay.prioritised(10));
        assertEquals("Objects would be kept for replay, but no phase of the training replays them.", refused(fresh,
                replay));
        assertEquals("A phase of the training replays objects, but none are kept for it.", refused(again,
                Optional.empty()));
        assertTrue(refused(again, replay).contains("none draws new ones"));
    }

    private static String refused(final List<Phase> phases, final Optional<Replay> replay) {
        return assertThrows(IllegalArgumentException.class, () -> new TrainingProcedure(phases, replay, Novelty.NONE))
                .getMessage();
    }

    @Test
    void anObjectiveThatNeedsThePolicysOwnTrajectoriesRefusesReplayAndExploration() {
        final Objective objective = new OnPolicyOnly();
        final Policy policy = policy(objective, BackwardPolicy.UNIFORM);
        final String again = assertThrows(IllegalArgumentException.class, () -> trained(policy,
                TrainingProcedure.withReplay(objective, Replay.prioritised(10)), settings(1, 8, 1))).getMessage();
        assertTrue(again.startsWith("A policy gradient can not be used here: ")
                && again.contains("the source is objects drawn again") && again.contains("Take trajectory balance"),
                again);
        for (final Exploration exploration : List.of(new Exploration(0.1, 0, 1), new Exploration(0, 0.5, 2))) {
            final TrainerSettings explored = new TrainerSettings(1, 8, new Optimisation(1e-3, 0.1), exploration,
                    Double.POSITIVE_INFINITY, 1, 1, false, false, 1000);
            final String message = assertThrows(IllegalArgumentException.class,
                    () -> trained(policy, TrainingProcedure.onPolicy(objective), explored)).getMessage();
            assertTrue(message.contains("exploration changes how they are drawn"), message);
        }
        trained(policy, TrainingProcedure.onPolicy(objective), settings(1, 8, 1));
    }

    @Test
    void aBufferThatDoesNotFitTheMemoryIsRefusedBeforeItIsTaken() {
        // a million objects of 2 001 ints: three copies are 24 GB
        final Sequence longOnes = new Sequence("DNA", "ACGT", 2000, 2000);
        final Policy policy = new Policy(longOnes,
                new Architecture(List.of(4), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final Trainer[] none = new Trainer[1];
        final String message = assertThrows(IllegalArgumentException.class, () -> none[0] = new Trainer(policy,
                (states, count, conditions, result) -> {},
                TrainingProcedure.withReplay(new TrajectoryBalance(), Replay.prioritised(1_000_000)),
                settings(1, 2, 1), new JavaBackend())).getMessage();
        assertTrue(message.contains("keep fewer objects for replay"), message);
    }
}
