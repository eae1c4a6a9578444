package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.DeadEndException;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes that others made and published, each as a test that would notice it; numbers are those of the list of known
 * pitfalls. Others have tests where they belong: 1 and 9 in {@code TrajectoriesTest}, and with 2 and
 * 3 for each objective in {@code ObjectiveGradientTest}, 4 in
 * {@link ForwardLookingPitfallTest}, 5 in {@code AugmentedTrajectoryBalanceTest}, 7 in {@code RegressionSignTest}, 21 and 22
 * in {@code ExtremeLogitsTest}, 24 in {@link TinyFlowTest}, 25 with the rewards, 26 and 27 with the environments, 10 and 35
 * to 38 with the metrics; 10, 11 and 13 for local search in {@code LocalSearchTest}.
 *
 * <p>Pitfall 13 is in {@link ReplayTrainingTest}, 14 and 15 in {@code ReplayBufferTest}. Pitfalls 16 to 19 come only with
 * conditioning on a temperature or a preference. There is none yet, and so no test of them; whoever adds it adds these.
 * Pitfalls 6 and 8 belong to objectives that are not here.
 */
class PitfallTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final StateSpace SPACE = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
    private static final TargetDistribution TARGET = TargetDistribution.of(SPACE, REWARD, Progress.NONE);

    private static Policy policy(final Environment environment, final Objective objective) {
        return new Policy(environment, new Architecture(List.of(64, 64), Activation.RELU, BackwardPolicy.UNIFORM,
                objective.reads().contains(Quantity.LOG_FLOW)), 0);
    }

    private static float[] train(final Policy policy, final LogReward reward, final Objective objective,
            final int updates) {
        return train(policy, reward, objective, Exploration.NONE, updates);
    }

    private static float[] train(final Policy policy, final LogReward reward, final Objective objective,
            final Exploration exploration, final int updates) {
        final TrainerSettings settings = new TrainerSettings(updates, 64, new Optimisation(3e-3, 0.1), exploration,
                Double.POSITIVE_INFINITY, 1, 2, false, false, 1000);
        return new Trainer(policy, reward, TrainingProcedure.onPolicy(objective), settings, new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
    }

    private static double[] law(final Policy policy, final float[] parameters) {
        return new ExactDistribution(SPACE, policy, parameters, new JavaBackend(), Progress.NONE).probability();
    }

    /** Pitfall 12: scored with the noisy policy, log Z settles too low, the lower the more noise. */
    @ParameterizedTest
    @MethodSource
    void explorationDoesNotChangeWhatIsLearned(final Exploration exploration) {
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(GRID, objective);
        final float[] parameters = train(policy, REWARD, objective, exploration, 3000);
        assertEquals(3.109061, parameters[policy.logPartitionAt()], 0.03);
        assertTrue(Distances.totalVariation(law(policy, parameters), TARGET.probability()) <= 0.02);
    }

    static List<Exploration> explorationDoesNotChangeWhatIsLearned() {
        return List.of(new Exploration(1, 0, 1), new Exploration(0, 0.5, 0.25), new Exploration(0, 1, 4),
                new Exploration(0, 0, 1, 2, 1));
    }

    /** Without log P_B in its reward, reinforcement learning draws objects in proportion to their path count times R. */
    @Test
    void softReinforcementLearningWithoutTheBackwardPolicyCountsPaths() {
        final Objective objective = new SoftQLearning(0, -100, false, Regression.SQUARED);
        final Policy policy = policy(GRID, objective);
        final double[] law = law(policy, train(policy, REWARD, objective, 3000));
        final double[] logPathsTimesReward = new double[law.length];
        for (int i = 0; i < law.length; i++) {
            logPathsTimesReward[i] = GRID.logPathCount(SPACE.states(), SPACE.objects()[i] * 2) + TARGET.logReward()[i];
        }
        final double[] biased = TargetDistribution.of(logPathsTimesReward).probability();
        assertTrue(Distances.totalVariation(law, biased) <= 0.02);
        // from the closed form n(x) = (x+y)!/(x! y!)
        assertEquals(0.742, Distances.totalVariation(law, TARGET.probability()), 0.01);
    }

    /** Pitfall 20: a state without a legal action must not poison the weights in silence. */
    @Test
    void aDeadEndIsSaidAtTheFirstOccurrence() {
        final Environment trap = new DeadEnd(GRID);
        final Objective objective = new TrajectoryBalance();
        final String message = assertThrows(DeadEndException.class,
                () -> train(policy(trap, objective), REWARD, objective, 10)).getMessage();
        assertTrue(message.contains("dead end") && message.contains("\"2 2\""), message);
    }

    /** Pitfall 32: two hidden layers are two, not one or three. */
    @Test
    void aNetworkHasAsManyLayersAsItSays() {
        final Policy policy = policy(GRID, new TrajectoryBalance());
        final int inputs = GRID.features();
        final int outputs = GRID.forwardActions();
        assertEquals((inputs + 1) * 64 + 65 * 64 + 65 * outputs + 1, policy.parameterCount());
    }

    /** Pitfall 34: what belongs to no objective stays as it is. */
    @Test
    void logPartitionOnlyMovesWhereTheObjectiveReadsIt() {
        final Objective objective = new DetailedBalance();
        final Policy policy = policy(GRID, objective);
        final double[] seen = new double[1];
        final Objective watching = new Watching(objective, seen);
        train(policy, REWARD, watching, 50);
        assertEquals(0, seen[0]);
    }

    /** The parameters of a separate P_B network, by what a policy without one lacks. */
    private static int[] backwardNetwork() {
        final int without = apart(BackwardPolicy.UNIFORM).logPartitionAt();
        return new int[]{without, apart(BackwardPolicy.LEARNED).logPartitionAt()};
    }

    private static Policy apart(final BackwardPolicy backward) {
        return new Policy(GRID, new Architecture(List.of(16), Activation.RELU, false, backward, true, false, false), 0);
    }

    /** Pitfall 34: P_B is not trained by an objective that does not read it, and is by one that does; without decay. */
    @Test
    void aSeparateBackwardNetworkOnlyMovesWhereTheObjectiveReadsIt() {
        final Policy policy = apart(BackwardPolicy.LEARNED);
        final int[] range = backwardNetwork();
        final float[] fresh = Arrays.copyOfRange(policy.initialParameters(1), range[0], range[1]);
        final float[] unread = train(policy, REWARD, new ForwardOnly(), 50);
        assertArrayEquals(fresh, Arrays.copyOfRange(unread, range[0], range[1]));
        final float[] read = train(policy, REWARD, new TrajectoryBalance(), 50);
        assertFalse(Arrays.equals(fresh, Arrays.copyOfRange(read, range[0], range[1])));
    }

    /** Pitfall 34: objectives whose loss says nothing of P_B refuse one that would have to be learned. */
    @Test
    void objectivesThatDoNotTrainTheBackwardPolicyRefuseALearnedOne() {
        final List<Objective> objectives = List.of(new FlowMatching(), new SoftQLearning(), SoftQLearning.munchausen());
        for (final Objective objective : objectives) {
            final String message = assertThrows(IllegalArgumentException.class,
                    () -> train(apart(BackwardPolicy.LEARNED), REWARD, objective, 1)).getMessage();
            assertTrue(message.contains("does not train a backward policy"), message);
        }
    }

    /** Trajectory balance without log P_B, and without a derivative for it. */
    private record ForwardOnly() implements Objective {

        private static final Objective BALANCE = new TrajectoryBalance();

        @Override
        public Set<Quantity> reads() {
            return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_PARTITION);
        }

        @Override
        public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
            return BALANCE.loss(values, derivatives);
        }

        @Override
        public double logPartition(final TrajectoryTerms values) {
            return BALANCE.logPartition(values);
        }

        @Override
        public String logPartitionEstimator() {
            return BALANCE.logPartitionEstimator();
        }

        @Override
        public String title() {
            return "trajectory balance with a fixed P_B";
        }
    }

    private record Watching(Objective objective, double[] seen) implements Objective {

        @Override
        public Set<Quantity> reads() {
            return EnumSet.copyOf(objective.reads());
        }

        @Override
        public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
            seen[0] = Math.max(seen[0], Arrays.stream(values.logPartition).map(Math::abs).max().orElseThrow());
            return objective.loss(values, derivatives);
        }

        @Override
        public double logPartition(final TrajectoryTerms values) {
            return objective.logPartition(values);
        }

        @Override
        public String logPartitionEstimator() {
            return objective.logPartitionEstimator();
        }

        @Override
        public String title() {
            return objective.title();
        }
    }
}
