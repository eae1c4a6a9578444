package org.gflownet4j.objective;

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
}
