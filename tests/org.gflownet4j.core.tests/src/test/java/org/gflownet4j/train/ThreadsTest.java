package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.SetReward;
import org.gflownet4j.sample.Exploration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The number of threads does not change a bit, nor does another run: what {@code TrainingTest} has not, energies of
 * unfinished objects, other residuals, and exploration.
 */
class ThreadsTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward GRID_REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final Subset SETS = new Subset(7, 4);
    private static final LogReward SET_REWARD = new SetReward(-2, -1, -0.5, 0, 0.5, 1, 2).on(SETS);
    private static final Exploration EXPLORATION = new Exploration(0.1, 0.5, 0.5);

    private static float[] train(final Environment environment, final Objective objective,
            final BackwardPolicy backward, final Exploration exploration, final int threads) {
        final Policy policy = new Policy(environment, new Architecture(List.of(32, 32), Activation.RELU, backward,
                objective.reads().contains(Quantity.LOG_FLOW)), 0);
        // three shards, the last one smaller
        final TrainerSettings settings = new TrainerSettings(30, 150, new Optimisation(3e-3, 0.1), exploration,
                Double.POSITIVE_INFINITY, 1, threads, false, false, 1000);
        return new Trainer(policy, environment == GRID ? GRID_REWARD : SET_REWARD,
                TrainingProcedure.onPolicy(objective), settings, new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
    }

    static Stream<Arguments> runs() {
        final SubTrajectoryBalance.Weighting within = SubTrajectoryBalance.Weighting.GEOMETRIC_WITHIN;
        final Stream<Arguments> onSets = Stream.of(new DetailedBalance(Regression.SQUARED, true),
                new DetailedBalance(Regression.LINEX_1, true),
                new SubTrajectoryBalance(within, 0.9, Regression.SQUARED, true),
                new SubTrajectoryBalance(within, 0.9, Regression.SHIFTED_COSH, true))
                .flatMap(objective -> Arrays.stream(BackwardPolicy.values())
                        .map(backward -> Arguments.of(SETS, objective, backward)));
        final Stream<Arguments> onGrid = Stream.of(new TrajectoryBalance(Regression.LINEX_1),
                new SubTrajectoryBalance(within, 0.9, Regression.LINEX_HALF, false),
                new FlowMatching(Regression.SHIFTED_COSH, 1), SoftQLearning.munchausen().with(Regression.LINEX_1))
                .map(objective -> Arguments.of(GRID, objective, BackwardPolicy.UNIFORM));
        return Stream.concat(onSets, onGrid);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theNumberOfThreadsDoesNotChangeABitWithOrWithoutExploration(final Environment environment,
            final Objective objective, final BackwardPolicy backward) {
        final float[] alone = train(environment, objective, backward, Exploration.NONE, 1);
        assertArrayEquals(alone, train(environment, objective, backward, Exploration.NONE, 3));
        final float[] explored = train(environment, objective, backward, EXPLORATION, 1);
        assertArrayEquals(explored, train(environment, objective, backward, EXPLORATION, 2));
        assertArrayEquals(explored, train(environment, objective, backward, EXPLORATION, 3));
        assertFalse(Arrays.equals(alone, explored), "exploration has an effect");
    }
}
