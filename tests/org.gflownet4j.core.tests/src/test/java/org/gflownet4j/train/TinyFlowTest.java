package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pitfall 24: an ε added to flows is too large for small ones; here none is, and a flow may be e⁻¹⁰⁰⁰. */
class TinyFlowTest {

    private static final int BATCH = 20;
    private static final Objective MATCHING = new FlowMatching();

    private static Policy policy(final Environment environment) {
        return new Policy(environment, new Architecture(List.of(8), Activation.TANH, BackwardPolicy.UNIFORM, false), 0);
    }

    /** Loss, then its gradient, on random walks, where all log-flows of edges and log R are larger by a constant. */
    private static double[] lossAndGradient(final Environment environment, final double constant) {
        final Policy policy = policy(environment);
        final float[] parameters = new float[policy.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (CounterRandom.uniform(3, 0, i) - 0.5);
        }
        // the last parameters before log Z are the biases of the logits
        for (int a = 1; a <= environment.forwardActions(); a++) {
            parameters[policy.logPartitionAt() - a] += (float) constant;
        }
        final Trajectories batch = new Trajectories(policy, BATCH, true);
        batch.sampleForward(new JavaBackend(), parameters, BATCH, Conditions.none(BATCH), new Exploration(1, 0, 1), 5,
                0);
        final TrajectoryTerms values = new TrajectoryTerms(BATCH, environment.maxTrajectoryLength(), MATCHING.reads());
        final TrajectoryTerms derivatives = new TrajectoryTerms(BATCH, environment.maxTrajectoryLength(),
                MATCHING.reads());
        for (int b = 0; b < BATCH; b++) {
            values.start[b + 1] = values.start[b] + batch.length(b);
            derivatives.start[b + 1] = values.start[b + 1];
            values.logReward[b] = constant + 3 * CounterRandom.uniform(4, 0, b);
        }
        final Reading reading = new Reading(policy, batch, MATCHING.reads());
        reading.look(new JavaBackend(), parameters, new float[0], (states, evaluated, result) -> {});
        reading.write(values, 0);
        final double[] result = new double[parameters.length + 1];
        result[0] = MATCHING.loss(values, derivatives);
        final float[] gradient = new float[parameters.length];
        reading.computeGradient(new JavaBackend(), parameters, derivatives, 0, gradient);
        for (int i = 0; i < gradient.length; i++) {
            result[i + 1] = gradient[i];
        }
        return result;
    }

    /** Flow matching is homogeneous: if all flows are a thousandth, what flows in and what flows out still match. */
    @ParameterizedTest
    @ValueSource(doubles = {-300, -1000, 600})
    void lossAndGradientDoNotDependOnTheUnitOfFlows(final double constant) {
        for (final Environment environment : List.of(new Hypergrid(2, 4), new Subset(5, 3))) {
            final double[] expected = lossAndGradient(environment, 0);
            final double[] actual = lossAndGradient(environment, constant);
            assertTrue(expected[0] > 0.1, "loss " + expected[0]);
            for (int i = 0; i < expected.length; i++) {
                // floats of the size of the constant are 6e-5 apart
                assertEquals(expected[i], actual[i], 1e-3, "loss, then derivatives: " + i);
            }
        }
    }

    /** Explores, since fresh flows of 1 are so much too large that a policy of its own ways settles on what it sees first. */
    @Test
    void flowMatchingLearnsARewardOfEToTheMinus300() {
        final Hypergrid grid = new Hypergrid(2, 4);
        final LogReward standard = new HypergridReward(0.1, 0.5, 2).on(grid);
        final LogReward tiny = (states, count, conditions, result) -> {
            standard.logRewards(states, count, conditions, result);
            Arrays.setAll(result, i -> result[i] - 300);
        };
        final Policy policy = new Policy(grid, new Architecture(List.of(64), Activation.RELU, BackwardPolicy.UNIFORM,
                false), 0);
        final TrainerSettings settings = new TrainerSettings(2000, 32, new Optimisation(0.1, 0.1),
                new Exploration(1, 0, 1), Double.POSITIVE_INFINITY, 1, 2, false, false, 1000);
        final TrainingResult result = new Trainer(policy, tiny, TrainingProcedure.onPolicy(MATCHING), settings,
                new JavaBackend()).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
        final StateSpace space = StateSpace.of(grid, 100, Progress.NONE).orElseThrow();
        final TargetDistribution target = TargetDistribution.of(space, tiny, Progress.NONE);
        final double[] law = new ExactDistribution(space, policy, result.parameters(), new JavaBackend(),
                Progress.NONE).probability();
        assertEquals(0, Distances.totalVariation(law, target.probability()), 0.1);
        assertEquals(target.logPartition(), result.parameters()[policy.logPartitionAt()], 0.2);
    }
}
