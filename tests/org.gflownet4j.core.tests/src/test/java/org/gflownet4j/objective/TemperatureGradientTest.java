package org.gflownet4j.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.policy.TemperatureInput.Encoding;
import org.gflownet4j.policy.TemperatureInput.Entry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of temperature-conditional policies against finite differences of the double-precision reference: f(β), the
 * vector of β, a(β) and b(β) of flows, log Z(β); several β in a batch whose trajectories differ in length.
 */
class TemperatureGradientTest {

    private static final Environment GRID = new Hypergrid(3, 3);
    private static final List<Environment> OTHERS = List.of(new Subset(5, 3),
            new Sequence("Both ends", "ab", 1, 4, Construction.PREPEND_APPEND));
    /** Groups of four, which log-partition variance compares; also outside the range of training. */
    private static final float[] BETAS = {0.7f, 1.9f, 3.5f};
    private static final int GROUP = 4;
    /** Of the parameters of β there are many more than of the small networks. */
    private static final int STRIDE = 29;

    static Stream<Arguments> cases() {
        final Stream<Arguments> grid = objectives().flatMap(objective -> Arrays.stream(Entry.values())
                .flatMap(entry -> cases(objective, GRID, entry)));
        final Stream<Arguments> others = Stream.of(new TrajectoryBalance(), new DetailedBalance(), new FlowMatching())
                .flatMap(
                        objective -> OTHERS.stream().flatMap(environment -> cases(objective, environment, Entry.BOTH)));
        return Stream.concat(grid, others);
    }

    static Stream<Arguments> fewCases() {
        return Stream.of(new TrajectoryBalance(), new SubTrajectoryBalance(0.9), new FlowMatching())
                .flatMap(objective -> Arrays.stream(Entry.values()).flatMap(entry -> cases(objective, GRID, entry)));
    }

    private static Stream<Objective> objectives() {
        return Stream.of(new TrajectoryBalance(), new DetailedBalance(), new DetailedBalance(Regression.SQUARED, true),
                new ModifiedDetailedBalance(), new SubTrajectoryBalance(0.9), new FlowMatching(),
                new LogPartitionVariance(), new SoftQLearning(), new AugmentedTrajectoryBalance());
    }

    private static Stream<Arguments> cases(final Objective objective, final Environment environment,
            final Entry entry) {
        return Stream.of(BackwardPolicy.LEARNED, BackwardPolicy.UNIFORM)
                .filter(backward -> backward != BackwardPolicy.LEARNED || !objective.needsFixedBackward())
                .map(backward -> Arguments.of(objective, environment, backward, entry));
    }

    private static void check(final Objective objective, final Environment environment,
            final Architecture architecture, final TemperatureInput input) {
        final float[] encoded = new float[ObjectiveGradientTest.BATCH];
        for (int b = 0; b < encoded.length; b++) {
            encoded[b] = BETAS[b / GROUP % BETAS.length];
        }
        ObjectiveGradientTest.check(objective, new Policy(environment, architecture, Optional.of(input), Savings.ALL),
                encoded, STRIDE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualFiniteDifferences(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final Entry entry) {
        check(objective, environment, new Architecture(List.of(5, 4), Activation.TANH, backward,
                objective.reads().contains(Quantity.LOG_FLOW)),
                new TemperatureInput(entry, Encoding.LOGARITHM, 0.5, 3));
    }

    @ParameterizedTest
    @MethodSource("fewCases")
    void soWithATrunkOfItsOwnForEachHeadAndAThermometer(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final Entry entry) {
        check(objective, environment, new Architecture(List.of(5), Activation.RELU, false, backward, true,
                objective.reads().contains(Quantity.LOG_FLOW), false),
                new TemperatureInput(entry, Encoding.THERMOMETER, 0.5, 3));
    }

    static Stream<Arguments> nextStateCases() {
        return Stream.of(new TrajectoryBalance(), new DetailedBalance(), new FlowMatching(), new LogPartitionVariance())
                .flatMap(objective -> Stream.concat(
                        Arrays.stream(Entry.values()).flatMap(entry -> cases(objective, GRID, entry)),
                        OTHERS.stream().flatMap(environment -> cases(objective, environment, Entry.BOTH))));
    }

    @ParameterizedTest
    @MethodSource("nextStateCases")
    void soWithScoresOfNextStates(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final Entry entry) {
        check(objective, environment, new Architecture(List.of(6, 5), Activation.TANH, false, backward, true,
                objective.reads().contains(Quantity.LOG_FLOW), false, Scoring.NEXT_STATES),
                new TemperatureInput(entry, Encoding.LOGARITHM, 0.5, 3));
    }

    static Stream<Arguments> unconditionalCases() {
        return nextStateCases().filter(arguments -> arguments.get()[3] == Entry.BOTH);
    }

    @ParameterizedTest
    @MethodSource("unconditionalCases")
    void soWithScoresOfNextStatesWithoutTemperature(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final Entry entry) {
        ObjectiveGradientTest.check(objective, new Policy(environment, new Architecture(List.of(5), Activation.SILU,
                false, backward, true, objective.reads().contains(Quantity.LOG_FLOW), false, Scoring.NEXT_STATES), 0),
                new float[0], 1);
    }
}
