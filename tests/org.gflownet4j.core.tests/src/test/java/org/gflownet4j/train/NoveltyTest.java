package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.AugmentedTrajectoryBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.SetReward;
import org.gflownet4j.sample.Exploration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Augmented trajectory balance with a reward for what is new, from random network distillation. */
class NoveltyTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);
    private static final StateSpace SPACE = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
    private static final TargetDistribution TARGET = TargetDistribution.of(SPACE, REWARD.on(GRID), Progress.NONE);
    private static final Objective AUGMENTED = new AugmentedTrajectoryBalance();
    /** Cells by their number: all, and those on the near side of the diagonal. */
    private static final IntPredicate ALL = cell -> true;
    private static final IntPredicate NEAR = cell -> cell / 8 + cell % 8 < 8;

    private static Policy policy(final Hypergrid grid, final BackwardPolicy backward) {
        return new Policy(grid, new Architecture(List.of(32, 32), Activation.RELU, backward, true), 0);
    }

    private static Novelty small(final double weight, final double fadedAt) {
        return new Novelty(weight, fadedAt, List.of(24, 24), 8, 3e-3);
    }

    private static TrainerSettings settings(final int updates, final int batch, final int threads) {
        return new TrainerSettings(updates, batch, new Optimisation(3e-3, 0.1), Exploration.NONE,
                Double.POSITIVE_INFINITY, 1, threads, false, false, 1000);
    }

    private static Trainer trainer(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        return new Trainer(policy, reward, procedure, settings, new JavaBackend());
    }

    private static TrainingResult finish(final Trainer trainer) {
        return trainer.train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    private static float[] train(final Policy policy, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        return finish(trainer(policy, REWARD.on(GRID), procedure, settings)).parameters();
    }

    private static double distance(final Policy policy, final float[] parameters) {
        return Distances.totalVariation(new ExactDistribution(SPACE, policy, parameters, new JavaBackend(),
                Progress.NONE).probability(), TARGET.probability());
    }

    @ParameterizedTest
    @EnumSource
    void withoutARewardForNoveltyItTrainsAsTrajectoryBalanceToTheLastBit(final BackwardPolicy backward) {
        final Policy policy = policy(GRID, backward);
        final float[] plain = train(policy, TrainingProcedure.onPolicy(new TrajectoryBalance()),
                settings(100, 70, 2));
        assertArrayEquals(plain, train(policy, TrainingProcedure.onPolicy(AUGMENTED), settings(100, 70, 2)));
        assertFalse(Arrays.equals(plain, train(policy, TrainingProcedure.onPolicy(AUGMENTED, small(0.5, 0.5)),
                settings(100, 70, 2))), "with one it does not");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIFORM", "LEARNED"})
    void whenTheRewardForNoveltyFadesTheGridIsLearnedExactly(final BackwardPolicy backward) {
        final Policy policy = policy(GRID, backward);
        final float[] parameters = train(policy, TrainingProcedure.onPolicy(AUGMENTED, small(1, 0.4)),
                settings(2000, 64, 2));
        assertTrue(distance(policy, parameters) <= 0.02, "distance " + distance(policy, parameters));
        // from the closed form
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.03);
    }

    /** A predictor that hardly learns keeps everything new: so much is added to each R that objects become alike. */
    @Test
    void asLongAsItStaysObjectsComeOutInAnotherProportion() {
        final Policy policy = policy(GRID, BackwardPolicy.UNIFORM);
        final Novelty stays = new Novelty(1, Double.POSITIVE_INFINITY, List.of(24), 8, 1e-9);
        final float[] parameters = train(policy, TrainingProcedure.onPolicy(AUGMENTED, stays), settings(600, 64, 2));
        assertTrue(distance(policy, parameters) > 0.1, "distance " + distance(policy, parameters));
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        final TrainingProcedure procedure = TrainingProcedure.onPolicy(AUGMENTED, small(0.3, 0.7));
        final Policy policy = policy(GRID, BackwardPolicy.LEARNED);
        final Trainer alone = trainer(policy, REWARD.on(GRID), procedure, settings(30, 150, 1));
        finish(alone);
        for (final int threads : new int[]{2, 3}) {
            final Trainer together = trainer(policy, REWARD.on(GRID), procedure, settings(30, 150, threads));
            finish(together);
            assertSame(alone.state(), together.state());
        }
    }

    private static void assertSame(final TrainingState one, final TrainingState two) {
        assertEquals(one.vectors().keySet(), two.vectors().keySet());
        assertEquals(one.counters(), two.counters());
        one.vectors().forEach((name, vector) -> assertArrayEquals(vector, two.vectors().get(name), name));
    }

    private static TrainingState throughFile(final Policy policy, final Trainer trainer) {
        try {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            CheckpointFile
                    .write(new Checkpoint(new GFlowNetModel(policy, trainer.result().parameters(), REWARD, Map.of()),
                            trainer.state()), out);
            return CheckpointFile.read(new ByteArrayInputStream(out.toByteArray())).state();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process that is killed does not survive. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static TrainingState killedAt(final int update, final Policy policy, final Trainer trainer) {
        final TrainingState[] kept = new TrainingState[1];
        assertThrows(Killed.class, () -> trainer.train(Progress.NONE, result -> {
            if (result.updates() == update) {
                kept[0] = throughFile(policy, trainer);
                throw new Killed();
            }
        }, Double.MIN_VALUE));
        return kept[0];
    }

    /** Before and after the reward has faded; the predictor and its optimiser go on, too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 17, 41})
    void aRunThatIsKilledAndResumedIsTheSame(final int update) {
        final TrainingProcedure procedure = TrainingProcedure.onPolicy(AUGMENTED, small(0.3, 0.5));
        final Policy policy = policy(GRID, BackwardPolicy.UNIFORM);
        final Trainer whole = trainer(policy, REWARD.on(GRID), procedure, settings(60, 70, 1));
        finish(whole);
        final TrainingState cut = killedAt(update, policy,
                trainer(policy, REWARD.on(GRID), procedure, settings(60, 70, 2)));
        final Trainer resumed = Trainer.resumed(policy, REWARD.on(GRID), procedure, settings(60, 70, 1),
                new JavaBackend(), cut);
        finish(resumed);
        assertSame(whole.state(), resumed.state());
        assertEquals(30L, whole.state().counters().get("predictorSteps"), "then it has faded");
    }

    @Test
    void aStateWithoutThePredictorOrOfAnotherOneIsRefused() {
        final TrainingProcedure procedure = TrainingProcedure.onPolicy(AUGMENTED, small(0.3, 0.5));
        final Policy policy = policy(GRID, BackwardPolicy.UNIFORM);
        final TrainingState state = killedAt(3, policy,
                trainer(policy, REWARD.on(GRID), procedure, settings(60, 70, 1)));
        final TrainingProcedure other = TrainingProcedure.onPolicy(AUGMENTED, small(0.4, 0.5));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Trainer.resumed(policy, REWARD.on(GRID), other,
                settings(60, 70, 1), new JavaBackend(), state)).getMessage().contains("reward for novelty"));
        for (final String name : List.of("other-predictor", "other-predictor-means", "other-predictor-squares")) {
            final TreeMap<String, float[]> vectors = new TreeMap<>(state.vectors());
            vectors.put(name, new float[3]);
            final TrainingState broken = new TrainingState(state.setup(), state.counters(), state.measures(), vectors,
                    state.log());
            assertTrue(assertThrows(IllegalArgumentException.class, () -> Trainer.resumed(policy, REWARD.on(GRID),
                    procedure, settings(60, 70, 1), new JavaBackend(), broken)).getMessage().contains(name));
        }
    }

    /** Complete objects, which no edge starts from, are new or old like all others. */
    @Test
    void objectsThatNoStopLeavesHaveANoveltyToo() {
        final Subset sets = new Subset(7, 3);
        final LogReward reward = new SetReward(-2, -1, -0.5, 0, 0.5, 1, 2).on(sets);
        final StateSpace space = StateSpace.of(sets, 1000, Progress.NONE).orElseThrow();
        final Policy policy = new Policy(sets,
                new Architecture(List.of(32, 32), Activation.RELU, BackwardPolicy.UNIFORM, true), 0);
        final float[] parameters = finish(trainer(policy, reward,
                TrainingProcedure.onPolicy(AUGMENTED, small(1, 0.4)), settings(1500, 64, 2))).parameters();
        assertTrue(Distances.totalVariation(
                new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE).probability(),
                TargetDistribution.of(space, reward, Progress.NONE).probability()) <= 0.02);
    }

    /** What some cells of the grid are worth, looked at as a shard's batch. */
    private static double[] novelty(final Distillation networks, final int shard, final IntPredicate which) {
        final EvaluatedStates cells = policy(GRID, BackwardPolicy.UNIFORM).newEvaluatedStates();
        final int[] states = IntStream.range(0, 64).filter(which).flatMap(cell -> IntStream.of(cell / 8, cell % 8))
                .toArray();
        for (int at = 0; at < states.length; at += 2) {
            cells.add(states, at, Conditions.none(1), 0);
        }
        final double[] result = new double[states.length / 2];
        networks.rewards(new JavaBackend(), shard, 0).compute(states, cells, result);
        return result;
    }

    @Test
    void theShardsOfABatchTrainThePredictorAsOneWould() {
        final Novelty settings = new Novelty(1, 1, List.of(16), 8, 3e-3);
        final Distillation one = new Distillation(GRID, settings, 1, 1);
        final Distillation three = new Distillation(GRID, settings, 1, 3);
        try (Workers workers = new Workers(1)) {
            for (int step = 0; step < 20; step++) {
                novelty(one, 0, ALL);
                one.computeGradient(new JavaBackend(), 0);
                one.step(workers);
                for (int shard = 0; shard < 3; shard++) {
                    final int number = shard;
                    // of different sizes
                    novelty(three, shard, cell -> Math.min(2, cell / 10) == number);
                }
                for (int shard = 0; shard < 3; shard++) {
                    three.computeGradient(new JavaBackend(), shard);
                }
                three.step(workers);
            }
        }
        assertArrayEquals(novelty(one, 0, ALL), novelty(three, 0, ALL), 1e-4);
    }

    @Test
    void whatTrainingVisitsIsNoLongerNewAndTheRestIs() {
        // the published networks with the published scale
        for (final double one : novelty(new Distillation(GRID, new Novelty(1), 1, 1), 0, ALL)) {
            assertEquals(1, one, 0.4);
        }
        final Distillation networks = new Distillation(GRID, new Novelty(1, 1, List.of(64, 64), 32, 3e-3), 1, 1);
        try (Workers workers = new Workers(1)) {
            for (int step = 0; step < 150; step++) {
                novelty(networks, 0, NEAR);
                networks.computeGradient(new JavaBackend(), 0);
                networks.step(workers);
            }
        }
        final double[] after = novelty(networks, 0, ALL);
        double mostOfVisited = 0;
        for (int i = 0; i < 64; i++) {
            mostOfVisited = Math.max(mostOfVisited, NEAR.test(i) ? after[i] : 0);
        }
        assertTrue(mostOfVisited < 0.2, "at most " + mostOfVisited);
        assertTrue(after[63] > 2 * mostOfVisited, after[63] + " in the far corner");
    }

    @Test
    void itFallsToNothingLinearlyUnlessItIsToStay() {
        assertEquals(0.3, small(0.3, 0.5).weightAt(0));
        assertEquals(0.15, small(0.3, 0.5).weightAt(0.25), 1e-15);
        assertEquals(0, small(0.3, 0.5).weightAt(0.5));
        assertEquals(0, small(0.3, 0.5).weightAt(1));
        assertEquals(0.3, small(0.3, Double.POSITIVE_INFINITY).weightAt(1));
    }

    @Test
    void whatCanNotBeIsRefusedInWords() {
        for (final double wrong : new double[]{-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused("reward for novelty must be", () -> new Novelty(wrong));
        }
        for (final double wrong : new double[]{0, -1, 1.5, Double.NaN}) {
            refused("share of the training", () -> new Novelty(1, wrong));
        }
        refused("hidden layers", () -> new Novelty(1, 1, List.of(), 1, 1e-3));
        refused("hidden layers", () -> new Novelty(1, 1, List.of(0), 1, 1e-3));
        refused("outputs", () -> new Novelty(1, 1, List.of(1), 0, 1e-3));
        refused("learning rate", () -> new Novelty(1, 1, List.of(1), 1, 0));
        refused("does not read it", () -> TrainingProcedure.onPolicy(new TrajectoryBalance(), new Novelty(1)));
        refused("head for state flows", () -> trainer(
                new Policy(GRID, new Architecture(List.of(8), Activation.RELU, BackwardPolicy.UNIFORM, false), 0),
                REWARD.on(GRID), TrainingProcedure.onPolicy(AUGMENTED), settings(1, 1, 1)));
    }

    private static void refused(final String words, final Runnable action) {
        final String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(message.contains(words), message);
    }
}
