package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.BackwardLikelihood;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.PathCount;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.train.BackwardLearning.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** P_B with a loss of its own: what it becomes, and that P_F learns the target beside it, both exactly. */
class BackwardLearningTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    /** One path to aaaa, and eight to abab: a graph with few parents and unequal numbers of paths. */
    private static final Environment WORDS = new Sequence("Words", "ab", 1, 5, Construction.PREPEND_APPEND);

    private static final LogReward ANY = (states, count, conditions, result) -> {
        final int width = WORDS.stateLength();
        for (int i = 0; i < count; i++) {
            final int hash = Arrays.hashCode(Arrays.copyOfRange(states, i * width, (i + 1) * width));
            result[i] = 3 * CounterRandom.uniform(4, 0, hash) - 2;
        }
    };

    private static Policy policy(final Environment environment, final boolean flow) {
        return new Policy(environment, new Architecture(List.of(64, 64), Activation.RELU, false, BackwardPolicy.LEARNED,
                true, flow, false), 0);
    }

    private static float[] train(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final int updates) {
        return new Trainer(policy, reward, procedure,
                new TrainerSettings(updates, 64, 3e-3, 0.1, Double.POSITIVE_INFINITY, 1, 2), new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
    }

    private static StateSpace space(final Environment environment) {
        return StateSpace.of(environment, 1000, Progress.NONE).orElseThrow();
    }

    private static double totalVariation(final Policy policy, final float[] parameters, final LogReward reward) {
        final StateSpace space = space(policy.environment());
        return Distances.totalVariation(
                new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE).probability(),
                TargetDistribution.of(space, reward, Progress.NONE).probability());
    }

    static Stream<Arguments> forwardObjectives() {
        return Stream.of(
                Arguments.of(Loss.TRAJECTORY_LIKELIHOOD, new TrajectoryBalance()),
                Arguments.of(Loss.TRAJECTORY_LIKELIHOOD, new DetailedBalance()),
                Arguments.of(Loss.TRAJECTORY_LIKELIHOOD, new SoftQLearning()),
                Arguments.of(Loss.PESSIMISTIC, new TrajectoryBalance()),
                Arguments.of(Loss.PESSIMISTIC, new SubTrajectoryBalance(0.9)),
                Arguments.of(Loss.MAXIMUM_ENTROPY, new TrajectoryBalance()));
    }

    @ParameterizedTest
    @MethodSource("forwardObjectives")
    void theGridIsLearnedExactlyWithABackwardPolicyThatHasALossOfItsOwn(final Loss loss, final Objective forward) {
        final Policy policy = policy(GRID, forward.reads().contains(Quantity.LOG_FLOW));
        final float[] parameters = train(policy, REWARD, BackwardLearning.with(loss).beside(forward), 1500);
        assertTrue(totalVariation(policy, parameters, REWARD) <= 0.02);
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.03);
        final EdgeLaws laws = new EdgeLaws(space(GRID), policy, parameters);
        assertTrue(laws.distanceToConditionalForward() <= 0.01, "what P_F does, P_B undoes");
        assertEquals(loss == Loss.MAXIMUM_ENTROPY, laws.distanceToMaximumEntropy() <= 1e-3);
        assertTrue(laws.distanceToUniform() > 0.02, "none of them is as it began");
    }

    @ParameterizedTest
    @EnumSource
    void soAreWordsThatAreBuiltFromBothEnds(final Loss loss) {
        final Policy policy = policy(WORDS, false);
        final float[] parameters = train(policy, ANY, BackwardLearning.with(loss).beside(new TrajectoryBalance()),
                1000);
        final double tv = totalVariation(policy, parameters, ANY);
        assertTrue(tv <= 0.02, "TV " + tv);
        final double distance = new EdgeLaws(space(WORDS), policy, parameters).distanceToMaximumEntropy();
        assertEquals(loss == Loss.MAXIMUM_ENTROPY, distance <= 2e-3, "distance " + distance);
    }

    /** P_F stays as it begins, uniform over the legal actions; its trajectories given their object are not uniform. */
    @Test
    void byTrajectoryLikelihoodTheBackwardPolicyBecomesTheLawOfTheForwardTrajectoriesGivenTheirObject() {
        final Policy policy = policy(GRID, false);
        final TrainingProcedure backwardOnly = new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY,
                new BackwardLikelihood(), 1, new Trained.Backward(3e-3, 0.999))));
        final EdgeLaws before = new EdgeLaws(space(GRID), policy, policy.initialParameters(1));
        final EdgeLaws after = new EdgeLaws(space(GRID), policy, train(policy, REWARD, backwardOnly, 2000));
        assertTrue(before.distanceToConditionalForward() > 0.05);
        assertEquals(0, before.distanceToUniform(), 1e-6, "it begins uniform");
        assertTrue(after.distanceToConditionalForward() <= 0.01);
    }

    @Test
    void countingPathsMakesAllTrajectoriesToAnObjectAlike() {
        for (final Environment environment : List.of(GRID, WORDS)) {
            final Policy policy = policy(environment, false);
            final TrainingProcedure backwardOnly = new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY,
                    new PathCount(), Phase.TARGET_RATE, new Trained.Backward(3e-3, 0.999))));
            final EdgeLaws before = new EdgeLaws(space(environment), policy, policy.initialParameters(1));
            final EdgeLaws after = new EdgeLaws(space(environment), policy, train(policy, REWARD, backwardOnly, 1500));
            assertTrue(before.distanceToMaximumEntropy() > 0.03 && before.unevenness() > 2,
                    "uniform steps are no uniform trajectories");
            assertTrue(after.distanceToMaximumEntropy() <= 1e-3);
            // among the worst are cells that an untrained P_F hardly ever comes to
            assertTrue(after.unevenness() <= 0.5);
        }
    }
}
