package org.gflownet4j.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's gradients against central finite differences of a double-precision reference, through the whole network. */
class ObjectiveGradientTest {

    private static final int BATCH = 20;
    private static final long SEED = 5;
    private static final long STREAM = 1000;

    static Stream<Arguments> cases() {
        final List<Environment> environments = List.of(new Hypergrid(2, 4), new Hypergrid(3, 3),
                new Sequence("Two", "ab", 1, 5), new Sequence("DNA", "ACGT", 3, 3));
        return Stream.of(new TrajectoryBalance(), new DetailedBalance()).flatMap(objective -> environments.stream()
                .flatMap(environment -> Arrays.stream(BackwardPolicy.values()).flatMap(backward -> Stream.of(0, 2)
                        .flatMap(width -> Arrays.stream(Activation.values())
                                .map(activation -> Arguments.of(objective, environment, backward, width,
                                        activation))))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualFiniteDifferences(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final int conditionWidth, final Activation activation) {
        final boolean flow = objective.reads().contains(Quantity.LOG_FLOW);
        final Architecture architecture = new Architecture(List.of(7, 6), activation, backward, flow);
        final Policy policy = new Policy(environment, architecture, conditionWidth);
        final float[] parameters = randomParameters(policy.parameterCount());
        final double[] exact = new double[parameters.length];
        Arrays.setAll(exact, i -> parameters[i]);
        final float[] encoded = new float[BATCH * conditionWidth];
        final double[][] conditions = new double[BATCH][conditionWidth];
        for (int i = 0; i < encoded.length; i++) {
            // few different values, so that trajectories share conditions as well as states
            encoded[i] = Math.round(2 * CounterRandom.uniform(3, 0, i)) - 0.5f;
            conditions[i / conditionWidth][i % conditionWidth] = encoded[i];
        }
        final double[] logReward = new double[BATCH];
        Arrays.setAll(logReward, b -> 3 * CounterRandom.uniform(4, 0, b) - 2);

        final ReferenceLoss reference = new ReferenceLoss(environment, architecture, conditions);
        final int[][] objects = reference.walk(exact, BATCH, SEED, STREAM);
        if (environment.stopAction() >= 0) {
            assertTrue(reference.longest() > reference.shortest(), "lengths differ");
        }

        final Trajectories batch = new Trajectories(policy, BATCH);
        batch.sampleForward(new JavaBackend(), parameters, BATCH, new Conditions(BATCH, conditionWidth, encoded), SEED,
                STREAM);
        for (int b = 0; b < BATCH; b++) {
            assertArrayEquals(objects[b], Arrays.copyOfRange(batch.objects(), b * environment.stateLength(),
                    (b + 1) * environment.stateLength()), "the engine walks as the reference does");
        }
        assertTrue(batch.distinctStates() < reference.edges(), "some states are shared, and evaluated once");

        final float[] gradient = new float[parameters.length];
        final double loss = gradient(objective, policy, parameters, batch, logReward, gradient);
        final ToDoubleFunction<double[]> function = objective instanceof TrajectoryBalance
                ? p -> reference.trajectoryBalance(p, logReward) : p -> reference.detailedBalance(p, logReward);
        assertEquals(function.applyAsDouble(exact), loss, 1e-5 * loss);
        assertEquals(0, relativeError(gradient, finiteDifferences(function, exact)), 1e-5);
    }

    private static double gradient(final Objective objective, final Policy policy, final float[] parameters,
            final Trajectories batch, final double[] logReward, final float[] gradient) {
        final int longest = policy.environment().maxTrajectoryLength();
        final TrajectoryTerms values = new TrajectoryTerms(BATCH, longest);
        final TrajectoryTerms derivatives = new TrajectoryTerms(BATCH, longest);
        for (int b = 0; b < BATCH; b++) {
            values.start[b + 1] = values.start[b] + batch.length(b);
            derivatives.start[b + 1] = values.start[b + 1];
        }
        System.arraycopy(logReward, 0, values.logReward, 0, BATCH);
        Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
        batch.writeTerms(values, 0);
        final double loss = objective.loss(values, derivatives);
        batch.addGradient(new JavaBackend(), parameters, derivatives, objective.reads(), 0, gradient);
        return loss;
    }

    private static double[] finiteDifferences(final ToDoubleFunction<double[]> function, final double[] at) {
        final double step = 1e-5;
        final double[] result = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            final double[] moved = at.clone();
            moved[i] = at[i] + step;
            final double above = function.applyAsDouble(moved);
            moved[i] = at[i] - step;
            result[i] = (above - function.applyAsDouble(moved)) / (2 * step);
        }
        return result;
    }

    private static double relativeError(final float[] gradient, final double[] expected) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < gradient.length; i++) {
            error += (gradient[i] - expected[i]) * (gradient[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(error / norm);
    }

    private static float[] randomParameters(final int count) {
        final float[] parameters = new float[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = (float) (1.2 * CounterRandom.uniform(2, 0, i) - 0.6);
        }
        return parameters;
    }
}
