package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.SetReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.sample.LocalSearch.Acceptance;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training on the candidates of local search; resuming it is in {@code ResumeTest}. */
class LocalSearchTrainingTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);

    private static Policy policy(final Environment environment, final BackwardPolicy backward, final int hidden) {
        return new Policy(environment, new Architecture(List.of(hidden, hidden), Activation.RELU, backward, false), 0);
    }

    private static TrainerSettings settings(final int updates, final int batch, final Exploration exploration,
            final int threads) {
        return new TrainerSettings(updates, batch, new Optimisation(3e-3, 0.1), exploration, Double.POSITIVE_INFINITY,
                1, threads, false, false, 1000);
    }

    private static float[] train(final Policy policy, final LogReward reward, final BatchSource source,
            final Objective objective, final TrainerSettings settings) {
        return new Trainer(policy, reward, new TrainingProcedure(List.of(new Phase(source, objective))), settings,
                new JavaBackend()).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
    }

    private static LocalSearchSource source(final int rounds, final int steps, final Acceptance acceptance,
            final LogReward reward) {
        return new LocalSearchSource(new LocalSearch(rounds, steps, acceptance), reward, false);
    }

    @ParameterizedTest
    @EnumSource
    void trainingOnTheCandidatesReachesTheExactDistribution(final Acceptance acceptance) {
        final StateSpace space = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
        final TargetDistribution target = TargetDistribution.of(space, REWARD, Progress.NONE);
        final Policy policy = policy(GRID, acceptance == Acceptance.BETTER ? BackwardPolicy.UNIFORM
                : BackwardPolicy.LEARNED, 64);
        final float[] parameters = train(policy, REWARD, source(7, 4, acceptance, REWARD), new TrajectoryBalance(),
                settings(800, 64, Exploration.NONE, 2));
        final double[] law = new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE)
                .probability();
        final double distance = Distances.totalVariation(law, target.probability());
        // log Z from the sum over all cells
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.03);
        assertTrue(distance <= 0.02, "" + distance);
    }

    /** Eight sequences of 65 536 have a reward of 1, all others e⁻¹ less for each letter that differs from the nearest. */
    private static int modesFound(final boolean search, final int updates, final long seed) {
        final Sequence letters = new Sequence("letters", "ABCD", 8, 8, Construction.SLOTS);
        final int[] modes = new int[64];
        Arrays.setAll(modes, i -> 1 + (int) (4 * CounterRandom.uniform(9, i / 8, i % 8)));
        final AtomicLong seen = new AtomicLong();
        final LogReward watching = (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                result[i] = Double.NEGATIVE_INFINITY;
                for (int m = 0; m < 8; m++) {
                    int differ = 0;
                    for (int place = 0; place < 8; place++) {
                        differ += states[i * 8 + place] == modes[m * 8 + place] ? 0 : 1;
                    }
                    result[i] = Math.max(result[i], -differ);
                    if (differ == 0) {
                        final long found = 1L << m;
                        seen.getAndUpdate(bits -> bits | found);
                    }
                }
            }
        };
        train(policy(letters, BackwardPolicy.UNIFORM, 32), watching,
                search ? source(7, 4, Acceptance.BETTER, watching) : BatchSource.ON_POLICY, new TrajectoryBalance(),
                new TrainerSettings(updates, 32, 3e-3, 0.1, Double.POSITIVE_INFINITY, seed, 1));
        return Long.bitCount(seen.get());
    }

    @Test
    void localSearchFindsAllModesOfASparseRewardSoonerThanThePolicyAlone() {
        int alone = 0;
        int searching = 0;
        for (int seed = 1; seed <= 3; seed++) {
            alone += modesFound(false, 250, seed);
            searching += modesFound(true, 250, seed);
        }
        assertTrue(searching >= alone + 5, searching + " against " + alone);
        assertEquals(8, modesFound(true, 700, 1));
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        final Subset sets = new Subset(7, 4);
        final LogReward reward = new SetReward(-2, -1, -0.5, 0, 0.5, 1, 2).on(sets);
        for (final BackwardPolicy backward : BackwardPolicy.values()) {
            final Policy policy = policy(sets, backward, 16);
            final BatchSource source = source(3, 2, Acceptance.METROPOLIS_HASTINGS, reward);
            final Exploration exploration = new Exploration(0.1, 0.5, 0.5);
            // three shards, the last one smaller
            assertArrayEquals(
                    train(policy, reward, source, new TrajectoryBalance(), settings(20, 150, exploration, 1)),
                    train(policy, reward, source, new TrajectoryBalance(), settings(20, 150, exploration, 3)));
        }
    }

    @Test
    void eachRewardIsComputedOnce() {
        final AtomicInteger rewards = new AtomicInteger();
        final LogReward counting = (states, count, conditions, result) -> {
            rewards.addAndGet(count);
            REWARD.logRewards(states, count, conditions, result);
        };
        train(policy(GRID, BackwardPolicy.UNIFORM, 8), counting, source(7, 3, Acceptance.BETTER, counting),
                new TrajectoryBalance(), settings(10, 150, Exploration.NONE, 2));
        assertEquals(10 * 150, rewards.get());
    }

    @Test
    void aFadingSearchEndsAsThePolicyAlone() {
        final Policy policy = policy(GRID, BackwardPolicy.UNIFORM, 8);
        final float[] parameters = policy.initialParameters(1);
        final BatchSource fading = new LocalSearchSource(new LocalSearch(7, 3, Acceptance.BETTER), REWARD, true);
        final Exploration exploration = new Exploration(0.1, 0.3, 0.5, 0, 1);
        final int[][] objects = new int[4][];
        final Trajectories batch = new Trajectories(policy, 64);
        for (int i = 0; i < 4; i++) {
            final BatchSource source = i == 2 ? BatchSource.ON_POLICY : fading;
            source.fill(batch, new JavaBackend(), parameters, 64, Conditions.none(64),
                    exploration.at(new double[]{0, 0.4, 1, 1}[i]), 3, 0);
            objects[i] = Arrays.copyOf(batch.objects(), 128);
            // known only where a search took them
            assertEquals(i < 2, batch.copyLogRewards(new double[64]));
        }
        assertArrayEquals(objects[2], objects[3]);
    }

    private static String refusal(final Environment environment, final BatchSource source, final Objective objective,
            final Exploration exploration) {
        final Policy policy = policy(environment, BackwardPolicy.UNIFORM, 4);
        return assertThrows(IllegalArgumentException.class,
                () -> train(policy, REWARD, source, objective, settings(1, 4, exploration, 1))).getMessage();
    }

    @Test
    void whatMustBeOnPolicyRefusesLocalSearchAndExplorationWithReasonAndAlternative() {
        final String search = refusal(GRID, source(7, 3, Acceptance.BETTER, REWARD), new OnPolicyOnly(),
                Exploration.NONE);
        assertEquals("A policy gradient can not be used here: it only holds for objects that the model itself has just "
                + "drawn, and here the source is local search: 7 rounds, 3 steps back, better objects accepted. Take "
                + "trajectory balance or detailed balance, which hold for any, or fresh objects only.", search);
        for (final Exploration exploration : List.of(new Exploration(0.1, 0, 1), new Exploration(0, 0.1, 2),
                new Exploration(0, 0, 1, 1, 1))) {
            final String message = refusal(GRID, BatchSource.ON_POLICY, new OnPolicyOnly(), exploration);
            assertTrue(message.contains("exploration changes how they are drawn")
                    && message.contains("switch exploration off"), message);
        }
        train(policy(GRID, BackwardPolicy.UNIFORM, 4), REWARD, BatchSource.ON_POLICY, new OnPolicyOnly(),
                settings(1, 4, Exploration.NONE, 1));
    }

    @Test
    void aBiasAgainstStoppingIsRefusedWhereNothingStops() {
        final String message = refusal(new Subset(5, 3), BatchSource.ON_POLICY, new TrajectoryBalance(),
                new Exploration(0, 0, 1, 0.5, 1));
        assertEquals(
                "A bias against stopping can not be used here: it needs a design space in which building can stop at "
                        + "several sizes, but this is: Sets of 3 out of 5 elements. Set it to 0, and explore by random steps "
                        + "instead.",
                message);
    }

    /** What a run goes on with is said, where it differs from a plain one, and so old checkpoints stay readable. */
    @Test
    void aRunIsNotResumedWithAnotherSourceOrExploration() {
        final Policy policy = policy(GRID, BackwardPolicy.UNIFORM, 4);
        final TrainingProcedure plain = TrainingProcedure.onPolicy(new TrajectoryBalance());
        final TrainingProcedure searching = new TrainingProcedure(
                List.of(new Phase(source(7, 3, Acceptance.METROPOLIS_HASTINGS, REWARD), new TrajectoryBalance())));
        final TrainerSettings none = settings(3, 4, Exploration.NONE, 1);
        final TrainerSettings biased = settings(3, 4, new Exploration(0, 0, 1, 2, 1), 1);
        final TrainingState state = new Trainer(policy, REWARD, searching, biased, new JavaBackend()).state();
        Trainer.resumed(policy, REWARD, searching, biased, new JavaBackend(), state);
        final String message = assertThrows(IllegalArgumentException.class,
                () -> Trainer.resumed(policy, REWARD, plain, none, new JavaBackend(), state)).getMessage();
        assertEquals("The training that should go on had other settings: bias against stopping 2.0 there, none here; "
                + "share of training at which exploration has faded 1.0 there, none here; source of objects local search: "
                + "7 rounds, 3 steps back, accepted by Metropolis–Hastings at inverse temperature 1.0 there, none here.",
                message);
        final TrainingState fresh = new Trainer(policy, REWARD, plain, none, new JavaBackend()).state();
        assertTrue(fresh.setup().keySet().stream().noneMatch(name -> name.contains("source")
                || name.contains("faded") || name.contains("stopping")));
    }
}
