package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.ModifiedDetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.sample.Thompson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThompsonTrainingTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);
    private static final Thompson HEADS = new Thompson(5, 1, 0.5);

    private static Policy policy(final BackwardPolicy backward, final boolean separateTrunks) {
        return new Policy(GRID,
                new Architecture(List.of(32, 32), Activation.RELU, false, backward, separateTrunks, true, false), 0);
    }

    /** Three shards of 150 trajectories. */
    private static TrainerSettings settings(final int updates, final int batch, final int threads,
            final boolean keepBest) {
        return new TrainerSettings(updates, batch, new Optimisation(3e-3, 0.1), new Exploration(0.05, 0.3, 0.5),
                Double.POSITIVE_INFINITY, 1, threads, keepBest, false, 1000);
    }

    private static Trainer start(final Policy policy, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        return new Trainer(policy, REWARD.on(GRID), procedure, settings, new JavaBackend());
    }

    private static float[] train(final Policy policy, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        return start(policy, procedure, settings).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY)
                .parameters();
    }

    static Stream<Objective> objectives() {
        return Stream.of(new TrajectoryBalance(), new LogPartitionVariance(), new DetailedBalance(),
                new ModifiedDetailedBalance(),
                new SubTrajectoryBalance(SubTrajectoryBalance.Weighting.GEOMETRIC_WITHIN, 0.9, Regression.SQUARED,
                        false));
    }

    /** The heads go on drawing to the end, so this is off-policy all the time; log Z from the closed form. */
    @ParameterizedTest
    @MethodSource("objectives")
    void thePolicyThatIsLeftDrawsInProportionToTheReward(final Objective objective) {
        final Policy policy = new Policy(GRID,
                new Architecture(List.of(64, 64), Activation.SILU, BackwardPolicy.UNIFORM, true), 0);
        final TrainerSettings settings = new TrainerSettings(2500, 32, new Optimisation(3e-3, 0.1),
                new Exploration(0, 0, 1, 0, Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY, 1, 2, false, false,
                1000);
        final float[] parameters = train(policy, TrainingProcedure.onPolicy(objective).with(HEADS), settings);
        assertEquals(policy.parameterCount(), parameters.length);
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.03);
        final StateSpace space = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
        assertEquals(0, Distances.totalVariation(
                new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE).probability(),
                TargetDistribution.of(space, REWARD.on(GRID), Progress.NONE).probability()), 0.02);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNumberOfThreadsDoesNotChangeABitAndHeadsDo(final boolean separateTrunks) {
        final Policy policy = policy(BackwardPolicy.LEARNED, separateTrunks);
        final TrainingProcedure plain = TrainingProcedure.onPolicy(new TrajectoryBalance());
        final float[] alone = train(policy, plain.with(HEADS), settings(20, 150, 1, false));
        assertArrayEquals(alone, train(policy, plain.with(HEADS), settings(20, 150, 3, false)));
        final float[] one = train(policy, plain, settings(20, 150, 1, false));
        assertFalse(Arrays.equals(alone, one));
        assertArrayEquals(one, train(policy, plain.with(Thompson.of(1)), settings(20, 150, 1, false)));
    }

    private static TrainingState throughFile(final Policy policy, final Trainer trainer) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFile.write(new Checkpoint(
                new GFlowNetModel(policy, trainer.result().parameters(), REWARD, Map.of()), trainer.state()), out);
        return CheckpointFile.read(new ByteArrayInputStream(out.toByteArray())).state();
    }

    private static Trainer cut(final Policy policy, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        final Trainer trainer = start(policy, procedure, settings);
        final AtomicInteger left = new AtomicInteger(60);
        trainer.train(new Progress() {
            @Override
            public boolean isCancelled() {
                return left.getAndDecrement() <= 0;
            }
        }, state -> {}, Double.POSITIVE_INFINITY);
        assertTrue(trainer.result().updates() > 0 && trainer.result().updates() < settings.updates());
        return trainer;
    }

    private static Stream<TrainingProcedure> procedures() {
        return Stream.of(TrainingProcedure.onPolicy(new DetailedBalance()),
                TrainingProcedure.withReplay(new TrajectoryBalance(), Replay.firstInFirstOut(200)),
                BackwardLearning.with(BackwardLearning.Loss.TRAJECTORY_LIKELIHOOD).beside(new TrajectoryBalance()));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void aRunGoesOnFromAFileToTheSameBits(final TrainingProcedure plain) throws IOException {
        final Policy policy = policy(BackwardPolicy.LEARNED, true);
        final TrainingProcedure procedure = plain.with(HEADS);
        final TrainerSettings settings = settings(40, 70, 1, true);
        final TrainingState state = throughFile(policy, cut(policy, procedure, settings));
        final float[] resumed = Trainer
                .resumed(policy, REWARD.on(GRID), procedure, settings, new JavaBackend(), state)
                .train(Progress.NONE, one -> {}, Double.POSITIVE_INFINITY).parameters();
        assertArrayEquals(train(policy, procedure, settings), resumed);
        for (final TrainingProcedure other : List.of(plain, plain.with(new Thompson(5, 2, 0.5)))) {
            final String message = assertThrows(IllegalArgumentException.class, () -> Trainer.resumed(policy,
                    REWARD.on(GRID), other, settings, new JavaBackend(), state)).getMessage();
            assertTrue(message.contains("policies that explore"), message);
        }
    }

    /** Which of the four corners' bands training has come across. */
    private static int modesSeen(final Thompson heads) {
        final Hypergrid grid = new Hypergrid(2, 16);
        final LogReward reward = new HypergridReward(1e-3, 0.5, 2).on(grid);
        final boolean[] seen = new boolean[4];
        final LogReward watched = (states, count, conditions, result) -> {
            reward.logRewards(states, count, conditions, result);
            for (int i = 0; i < count; i++) {
                if (result[i] > Math.log(2)) {
                    seen[(states[2 * i] >= 8 ? 1 : 0) + (states[2 * i + 1] >= 8 ? 2 : 0)] = true;
                }
            }
        };
        final Policy policy = new Policy(grid,
                new Architecture(List.of(64, 64), Activation.SILU, BackwardPolicy.UNIFORM, false), 0);
        new Trainer(policy, watched, TrainingProcedure.onPolicy(new TrajectoryBalance()).with(heads),
                new TrainerSettings(600, 16, 3e-3, 0.1, Double.POSITIVE_INFINITY, 0, 1), new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
        int count = 0;
        for (final boolean one : seen) {
            count += one ? 1 : 0;
        }
        return count;
    }

    @Test
    void severalHeadsComeAcrossRareObjectsThatOneDoesNot() {
        assertEquals(1, modesSeen(Thompson.NONE));
        assertEquals(4, modesSeen(Thompson.of(10)));
    }

    private static String refused(final TrainingProcedure procedure) {
        return assertThrows(IllegalArgumentException.class, () -> start(policy(BackwardPolicy.UNIFORM, false),
                procedure.with(HEADS), settings(10, 16, 1, false))).getMessage();
    }

    @Test
    void whatNeedsOnePolicyIsRefusedWithTheReason() {
        for (final Objective objective : List.of(new FlowMatching(), SoftQLearning.munchausen())) {
            final String message = refused(TrainingProcedure.onPolicy(objective));
            assertTrue(message.contains("several policies"), message);
        }
        final LocalSearchSource search = new LocalSearchSource(
                new LocalSearch(3, 2, LocalSearch.Acceptance.METROPOLIS_HASTINGS, 1), REWARD.on(GRID), true);
        final String message = refused(new TrainingProcedure(List.of(new Phase(search, new TrajectoryBalance())),
                Optional.empty(), Novelty.NONE));
        assertTrue(message.contains("Local search"), message);
    }
}
