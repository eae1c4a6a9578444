package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.DeadEndException;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.SetReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that others made and published, each as a test that would notice it. */
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
        return List.of(new Exploration(1, 0, 1), new Exploration(0, 0.5, 0.25), new Exploration(0, 1, 4));
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

    /** Thirty elements, twenty to choose, energies of this test's own. */
    private static final Subset SETS = new Subset(30, 20);
    private static final SetReward SET_REWARD = new SetReward(
            IntStream.range(0, 30).mapToDouble(i -> 2 * CounterRandom.uniform(9, 0, i) - 1).toArray());

    /** Greatest difference between how often an element is drawn and its exact marginal, and the error of log Z. */
    private static double[] errorsOnSets(final Objective objective) {
        final Policy policy = policy(SETS, objective);
        final float[] parameters = train(policy, SET_REWARD.on(SETS), objective, 1500);
        final double[] exact = SET_REWARD.marginals(SETS);
        final double[] share = new double[30];
        final int draws = 20_000;
        new Sampler(policy, parameters, new JavaBackend()).draw(draws, 3, batch -> {
            for (int b = 0; b < batch.count(); b++) {
                for (int element = 0; element < 30; element++) {
                    share[element] += Subset.contains(batch.objects(), b * SETS.stateLength(), element) ? 1.0 / draws
                            : 0;
                }
            }
        }, Progress.NONE);
        double error = 0;
        for (int element = 0; element < 30; element++) {
            error = Math.max(error, Math.abs(share[element] - exact[element]));
        }
        return new double[]{error, Math.abs(parameters[policy.logPartitionAt()]
                - SET_REWARD.logPartition(SETS).orElseThrow())};
    }

    /** Pitfall 4: what released code does, a last flow that is the network's own and cancels. */
    private record Unpinned(Objective pinned) implements Objective {

        @Override
        public Set<Quantity> reads() {
            return pinned.reads();
        }

        @Override
        public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
            final int edges = values.edges();
            double loss = 0;
            for (int b = 0; b < values.trajectories(); b++) {
                double before = 0;
                for (int e = values.start[b]; e < values.start[b + 1]; e++) {
                    final boolean last = e == values.start[b + 1] - 1;
                    // the last edge's target has the flow of the state before it, so the two cancel
                    final double next = last ? values.logFlow[e] + values.logReward[b]
                            : values.logFlow[e + 1] + values.stateLogReward[e + 1];
                    final double t = next + values.logBackward[e] - values.logFlow[e] - values.stateLogReward[e]
                            - values.logForward[e];
                    loss += t * t / edges;
                    final double derivative = -2 * t / edges;
                    derivatives.logForward[e] = derivative;
                    derivatives.logBackward[e] = -derivative;
                    derivatives.logFlow[e] = (last ? 0 : derivative) - before;
                    before = derivative;
                }
            }
            return loss;
        }

        @Override
        public double logPartition(final TrajectoryTerms values) {
            return pinned.logPartition(values);
        }

        @Override
        public String logPartitionEstimator() {
            return pinned.logPartitionEstimator();
        }

        @Override
        public String title() {
            return "a published mistake";
        }
    }

    @Test
    void aForwardLookingFlowIsPinnedAtObjects() {
        for (final Objective objective : List.of(new DetailedBalance(Regression.SQUARED, true),
                new SubTrajectoryBalance(SubTrajectoryBalance.Weighting.GEOMETRIC_WITHIN, 0.9, Regression.SQUARED,
                        true))) {
            final double[] errors = errorsOnSets(objective);
            assertTrue(errors[0] <= 0.04, objective.title() + ": marginals " + errors[0]);
            assertTrue(errors[1] <= 0.3, objective.title() + ": log Z " + errors[1]);
        }
    }

    @Test
    void aForwardLookingFlowThatIsNotPinnedLearnsAnotherDistribution() {
        final double[] errors = errorsOnSets(new Unpinned(new DetailedBalance(Regression.SQUARED, true)));
        assertTrue(errors[1] > 1, "log Z " + errors[1]);
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
