package org.gflownet4j.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients through networks with SiLU and layer norm, shared and apart: the double-precision reference of
 * {@link ObjectiveGradientTest} has none, so here the engine's own loss is differenced along random directions, over random
 * walks that do not depend on parameters. Floats leave four digits.
 */
class LayerNormGradientTest {

    private static final int BATCH = 20;

    static Stream<Arguments> cases() {
        return Stream.of(new Hypergrid(2, 4), new Subset(5, 3)).flatMap(environment -> objectives()
                .filter(objective -> !objective.reads().contains(Quantity.LOG_STOP) || environment.everyStateStops())
                .flatMap(objective -> Stream.of(false, true)
                        .map(apart -> Arguments.of(environment, objective, apart))));
    }

    private static Stream<Objective> objectives() {
        return Stream.of(new TrajectoryBalance(), new LogPartitionVariance(),
                new DetailedBalance(Regression.SQUARED, true), new SubTrajectoryBalance(0.9),
                new ModifiedDetailedBalance(), new FlowMatching(), SoftQLearning.munchausen());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsThroughSiluAndLayerNormEqualFiniteDifferences(final Environment environment,
            final Objective objective, final boolean separateTrunks) {
        final Policy policy = new Policy(environment, new Architecture(List.of(8, 6), Activation.SILU, true,
                objective.needsFixedBackward() ? BackwardPolicy.UNIFORM : BackwardPolicy.LEARNED, separateTrunks,
                objective.reads().contains(Quantity.LOG_FLOW), false), 0);
        final float[] parameters = random(policy.parameterCount(), 2, 1.2);
        final float[] target = random(policy.parameterCount(), 6, 1.2);
        final Batch batch = new Batch(policy, objective, target);
        batch.loss(parameters);
        final int[] objects = batch.objects();
        final float[] gradient = batch.gradient(parameters);
        final double norm = Math.sqrt(product(gradient, gradient));
        assertTrue(norm > 0.1, "gradient " + norm);
        for (int direction = 0; direction < 10; direction++) {
            final float[] along = random(policy.parameterCount(), 10 + direction, 2);
            // the fourth-order difference: steps large enough for floats
            final double expected = (8 * (batch.loss(moved(parameters, along, 0.004))
                    - batch.loss(moved(parameters, along, -0.004)))
                    - (batch.loss(moved(parameters, along, 0.008)) - batch.loss(moved(parameters, along, -0.008))))
                    / (12 * 0.004);
            assertArrayEquals(objects, batch.objects());
            assertEquals(expected, product(gradient, along), 1e-3 * norm, "direction " + direction);
        }
    }

    private static float[] random(final int count, final long stream, final double width) {
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (width * (CounterRandom.uniform(stream, 0, i) - 0.5));
        }
        return values;
    }

    private static double product(final float[] a, final float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] moved(final float[] from, final float[] along, final double step) {
        final float[] moved = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            moved[i] = (float) (from[i] + step * along[i]);
        }
        return moved;
    }

    /** The same random walks for all parameters. */
    private static final class Batch {
        private final Policy policy;
        private final Objective objective;
        private final float[] target;
        private final Trajectories trajectories;
        private final TrajectoryTerms values;
        private final TrajectoryTerms derivatives;
        private final Reading reading;

        Batch(final Policy policy, final Objective objective, final float[] target) {
            this.policy = policy;
            this.objective = objective;
            this.target = target;
            final int longest = policy.environment().maxTrajectoryLength();
            this.trajectories = new Trajectories(policy, BATCH, objective.reads().contains(Quantity.LOG_INFLOW));
            this.values = new TrajectoryTerms(BATCH, longest, objective.reads());
            this.derivatives = new TrajectoryTerms(BATCH, longest, objective.reads());
            this.reading = new Reading(policy, trajectories, objective.reads());
        }

        int[] objects() {
            return trajectories.objects().clone();
        }

        private static double logReward(final int[] states, final int row, final int width) {
            return 3 * CounterRandom.uniform(4, 0, Arrays.hashCode(
                    Arrays.copyOfRange(states, row * width, (row + 1) * width))) - 2;
        }

        double loss(final float[] parameters) {
            final int width = policy.environment().stateLength();
            trajectories.sampleForward(new JavaBackend(), parameters, BATCH, Conditions.none(BATCH),
                    new Exploration(1, 0, 1), 5, 0);
            for (int b = 0; b < BATCH; b++) {
                values.start[b + 1] = values.start[b] + trajectories.length(b);
                derivatives.start[b + 1] = values.start[b + 1];
                values.logReward[b] = logReward(trajectories.objects(), b, width);
            }
            Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
            reading.look(new JavaBackend(), parameters, target, (states, evaluated, result) -> {
                for (int row = 0; row < evaluated.size(); row++) {
                    result[row] = logReward(states, row, width);
                }
            });
            reading.write(values, 0);
            return objective.loss(values, derivatives);
        }

        float[] gradient(final float[] parameters) {
            final float[] gradient = new float[parameters.length];
            reading.computeGradient(new JavaBackend(), parameters, derivatives, 0, gradient);
            return gradient;
        }
    }
}
