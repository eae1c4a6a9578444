package org.gflownet4j.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses of P_B alone, and objectives with P_B detached, against central finite differences through the whole network, as in
 * {@link ObjectiveGradientTest}: pitfalls 1, 2, 3 and 9, and 34, since a detached P_B is computed from other parameters than
 * those that are moved.
 */
class BackwardGradientTest {

    private static final List<Environment> ENVIRONMENTS = List.of(new Hypergrid(2, 4), new Subset(5, 3),
            new Sequence("Both ends", "ab", 1, 4, Construction.PREPEND_APPEND));

    static Stream<Arguments> cases() {
        final Stream<Objective> own = Stream.concat(Stream.of(new BackwardLikelihood()),
                Arrays.stream(Regression.values()).map(PathCount::new));
        final Stream<Objective> detached = Stream.of(new TrajectoryBalance(), new LogPartitionVariance(),
                new DetailedBalance(), new SubTrajectoryBalance(0.9), new ModifiedDetailedBalance(),
                new SoftQLearning())
                .flatMap(objective -> Stream.of(new DetachedBackward(objective, true),
                        new DetachedBackward(objective, false)));
        return Stream.concat(own, detached).flatMap(objective -> ENVIRONMENTS.stream()
                .filter(environment -> !objective.reads().contains(Quantity.LOG_STOP) || environment.everyStateStops())
                .flatMap(environment -> Stream.of(Arguments.of(objective, environment, 0),
                        Arguments.of(objective, environment, 2))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualFiniteDifferences(final Objective objective, final Environment environment,
            final int conditionWidth) {
        final boolean flow = objective.reads().contains(Quantity.LOG_FLOW);
        ObjectiveGradientTest.check(objective, environment, new Architecture(List.of(5), Activation.TANH, false,
                BackwardPolicy.LEARNED, true, flow, false), conditionWidth);
        ObjectiveGradientTest.check(objective, environment, new Architecture(List.of(5, 4), Activation.RELU,
                BackwardPolicy.LEARNED, flow), conditionWidth);
    }

    /** Three states in a row, then the stop. */
    @Test
    void pathsAreCountedFromTheSourceOn() {
        final Objective count = new PathCount();
        final TrajectoryTerms values = terms(count, 1, 3);
        final TrajectoryTerms derivatives = terms(count, 1, 3);
        System.arraycopy(new double[]{-0.1, -0.2, 0}, 0, values.logBackward, 0, 3);
        System.arraycopy(new double[]{0.5, 1.2, 0}, 0, values.logBackwardSum, 0, 3);
        System.arraycopy(new double[]{0.3, 7, 0}, 0, values.targetLogBackwardSum, 0, 3);
        // log n(s₀) = 0 against the logit 0.4, and log n(s₁) = 0.3 of the target against the logit 1
        assertEquals((0.4 * 0.4 + 0.7 * 0.7) / 2, count.loss(values, derivatives), 1e-12);
        assertArrayEquals(new double[]{0.4, 0.7, 0}, derivatives.logBackward, 1e-12);
        assertArrayEquals(new double[]{0.4, 0.7, 0}, derivatives.logBackwardSum, 1e-12);
    }

    /** Pitfalls 20 and 22: where every trajectory stops at once there is no edge to take a mean over. */
    @Test
    void objectsThatAreBuiltInNoStepHaveNoLoss() {
        for (final Objective objective : List.of(new PathCount(), new BackwardLikelihood())) {
            final TrajectoryTerms values = terms(objective, 2, 1);
            final TrajectoryTerms derivatives = terms(objective, 2, 1);
            assertEquals(0, objective.loss(values, derivatives), 0.0);
        }
    }

    private static TrajectoryTerms terms(final Objective objective, final int trajectories, final int length) {
        final TrajectoryTerms terms = new TrajectoryTerms(trajectories, length, objective.reads());
        Arrays.setAll(terms.start, b -> b * length);
        Arrays.fill(terms.stops, true);
        return terms;
    }
}
