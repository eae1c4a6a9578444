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
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.SubTrajectoryBalance.Weighting;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine's gradients against central finite differences of a double-precision reference, through the whole network.
 * Covers pitfalls 1 (all parents instead of the one taken), 2 (detached logits: the gradient would be 0), 3 (sums over a
 * wrong shape) and 9 (backward log-probabilities off by one) for each objective.
 */
class ObjectiveGradientTest {

    static final int BATCH = 20;
    private static final long SEED = 5;
    private static final long STREAM = 1000;
    private static final int FIRST = 200;
    private static final int LAST = 4;

    private static final List<Environment> ENVIRONMENTS = List.of(new Hypergrid(2, 4), new Hypergrid(3, 3),
            new Sequence("Two", "ab", 1, 5), new Sequence("DNA", "ACGT", 3, 3),
            new Sequence("Both ends", "ab", 1, 4, Construction.PREPEND_APPEND));
    /** Up to three parents, and no stop. */
    private static final Environment SETS = new Subset(5, 3);

    static Stream<Arguments> cases() {
        final Stream<Arguments> all = objectives().flatMap(objective -> ENVIRONMENTS.stream()
                .flatMap(environment -> Stream.of(0, 2).flatMap(width -> cases(objective, environment, width))));
        final Stream<Arguments> sets = objectives().flatMap(objective -> cases(objective, SETS, 2));
        final Stream<Arguments> others = rarerObjectives()
                .flatMap(objective -> Stream.of(ENVIRONMENTS.get(0), SETS)
                        .flatMap(environment -> cases(objective, environment, 2)));
        return Stream.of(all, sets, others).flatMap(stream -> stream);
    }

    private static Stream<Arguments> cases(final Objective objective, final Environment environment, final int width) {
        return Arrays.stream(BackwardPolicy.values())
                .filter(backward -> suits(objective, environment))
                .filter(backward -> backward != BackwardPolicy.LEARNED || !objective.needsFixedBackward())
                .map(backward -> Arguments.of(objective, environment, backward, width,
                        width == 0 ? Activation.RELU : Activation.TANH));
    }

    static Stream<Arguments> conditionalCases() {
        return cases().filter(arguments -> (int) arguments.get()[3] > 0);
    }

    static Stream<Objective> objectives() {
        final Stream<Objective> byRegression = Arrays.stream(Regression.values()).flatMap(regression -> Stream.of(
                new TrajectoryBalance(regression), new LogPartitionVariance(regression),
                new DetailedBalance(regression, false), new DetailedBalance(regression, true),
                new ModifiedDetailedBalance(regression), new FlowMatching(regression, 2.5),
                new SubTrajectoryBalance(Weighting.GEOMETRIC_WITHIN, 0.9, regression, false),
                new SoftQLearning(0, -100, true, regression)));
        final Stream<Objective> byWeighting = Arrays.stream(Weighting.values()).flatMap(weighting -> Stream.of(
                new SubTrajectoryBalance(weighting, 0.7, Regression.SQUARED, false),
                new SubTrajectoryBalance(weighting, 1.9, Regression.SQUARED, true)));
        return Stream
                .of(byRegression, byWeighting, Stream.of(new AugmentedTrajectoryBalance(), SoftQLearning.munchausen(),
                        new SoftQLearning(0.3, -0.5, false, Regression.SQUARED)))
                .flatMap(stream -> stream);
    }

    /** What has residuals other than squared ones only in combination; checked in two environments. */
    private static Stream<Objective> rarerObjectives() {
        return Arrays.stream(Regression.values()).filter(regression -> regression != Regression.SQUARED)
                .flatMap(regression -> Stream.of(
                        new SubTrajectoryBalance(Weighting.GEOMETRIC_WITHIN, 0.9, regression, true),
                        new AugmentedTrajectoryBalance(regression), SoftQLearning.munchausen().with(regression)));
    }

    private static boolean suits(final Objective objective, final Environment environment) {
        return !objective.reads().contains(Quantity.LOG_STOP) || environment.everyStateStops();
    }

    /** Any function of the state: what an energy or a reward could be. */
    private static double logReward(final int[] state) {
        return 3 * CounterRandom.uniform(4, 0, Arrays.hashCode(state)) - 2;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualFiniteDifferences(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final int conditionWidth, final Activation activation) {
        final boolean flow = objective.reads().contains(Quantity.LOG_FLOW);
        check(objective, environment, new Architecture(List.of(5, 4), activation, backward, flow), conditionWidth);
    }

    @ParameterizedTest
    @MethodSource("conditionalCases")
    void soWithATrunkOfItsOwnForEachHead(final Objective objective, final Environment environment,
            final BackwardPolicy backward, final int conditionWidth, final Activation activation) {
        final boolean flow = objective.reads().contains(Quantity.LOG_FLOW);
        check(objective, environment, new Architecture(List.of(5), activation, false, backward, true, flow, false),
                conditionWidth);
    }

    static void check(final Objective objective, final Environment environment,
            final Architecture architecture, final int conditionWidth) {
        final float[] encoded = new float[BATCH * conditionWidth];
        for (int i = 0; i < encoded.length; i++) {
            // few different values, so that trajectories share conditions as well as states
            encoded[i] = Math.round(2 * CounterRandom.uniform(3, 0, i)) - 0.5f;
        }
        check(objective, new Policy(environment, architecture, conditionWidth), encoded, 1);
    }

    /**
     * Compares loss and gradient.
     *
     * @param encoded conditions of the batch
     * @param stride every so many of the parameters of β are compared
     */
    static void check(final Objective objective, final Policy policy, final float[] encoded, final int stride) {
        final Environment environment = policy.environment();
        final int conditionWidth = policy.conditionWidth();
        final float[] parameters = randomParameters(policy.parameterCount(), 2);
        final float[] target = randomParameters(policy.parameterCount(), 6);
        final double[] exact = doubles(parameters);
        final double[][] conditions = new double[BATCH][conditionWidth];
        for (int i = 0; i < encoded.length; i++) {
            conditions[i / conditionWidth][i % conditionWidth] = encoded[i];
        }
        final ReferenceLoss reference = new ReferenceLoss(environment, policy.architecture(), conditions,
                policy.temperature());
        final int[][] objects = reference.walk(exact, BATCH, SEED, STREAM);
        if (environment.stopAction() >= 0) {
            assertTrue(reference.longest() > reference.shortest(), "lengths differ");
        }

        final Trajectories batch = new Trajectories(policy, BATCH, objective.reads().contains(Quantity.LOG_INFLOW)
                || objective.reads().contains(Quantity.INTRINSIC_REWARD));
        batch.sampleForward(new JavaBackend(), parameters, BATCH, new Conditions(BATCH, conditionWidth, encoded), SEED,
                STREAM);
        for (int b = 0; b < BATCH; b++) {
            assertArrayEquals(objects[b], Arrays.copyOfRange(batch.objects(), b * environment.stateLength(),
                    (b + 1) * environment.stateLength()), "the engine walks as the reference does");
        }
        assertTrue(batch.distinctStates() < reference.edges() + BATCH, "some states are shared, and evaluated once");

        final float[] gradient = new float[parameters.length];
        final double loss = gradient(objective, policy, parameters, target, batch, gradient);
        final ToDoubleFunction<double[]> function = p -> reference.loss(objective, p, doubles(target),
                ObjectiveGradientTest::logReward);
        assertEquals(function.applyAsDouble(exact), loss, 1e-5 * loss);
        assertEquals(0, relativeError(gradient, finiteDifferences(function, exact, stride)), 1e-5);
    }

    private static double[] doubles(final float[] values) {
        final double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    private static double gradient(final Objective objective, final Policy policy, final float[] parameters,
            final float[] target, final Trajectories batch, final float[] gradient) {
        final int longest = policy.environment().maxTrajectoryLength();
        final int width = policy.environment().stateLength();
        final TrajectoryTerms values = new TrajectoryTerms(BATCH, longest, objective.reads());
        final TrajectoryTerms derivatives = new TrajectoryTerms(BATCH, longest, objective.reads());
        for (int b = 0; b < BATCH; b++) {
            values.start[b + 1] = values.start[b] + batch.length(b);
            derivatives.start[b + 1] = values.start[b + 1];
        }
        final Reading reading = new Reading(policy, batch, objective.reads());
        reading.look(new JavaBackend(), parameters, target, (states, evaluated, result) -> {
            for (int row = 0; row < evaluated.size(); row++) {
                result[row] = logReward(Arrays.copyOfRange(states, row * width, (row + 1) * width));
            }
        });
        if (objective.reads().contains(Quantity.INTRINSIC_REWARD)) {
            reading.lookAtIntrinsicRewards((states, evaluated, result) -> {
                for (int row = 0; row < evaluated.size(); row++) {
                    result[row] = ReferenceLoss
                            .intrinsicReward(Arrays.copyOfRange(states, row * width, (row + 1) * width));
                }
            });
        }
        reading.write(values, 0);
        reading.writeLogPartition(parameters, values, 0);
        for (int b = 0; b < BATCH; b++) {
            values.logReward[b] = reading.inverseTemperature(b)
                    * logReward(Arrays.copyOfRange(batch.objects(), b * width, (b + 1) * width));
        }
        // what is not overwritten must not pass for a derivative
        for (final double[] left : List.of(derivatives.logForward, derivatives.logBackward, derivatives.logFlow,
                derivatives.logStop, derivatives.logOutflow, derivatives.logInflow, derivatives.logBackwardSum)) {
            Arrays.fill(left, 1e6);
        }
        final double loss = objective.loss(values, derivatives);
        reading.computeGradient(new JavaBackend(), parameters, derivatives, 0, gradient);
        return loss;
    }

    /** Of the first parameters, and of the last; of those between, where there are many, only some: the others are NaN. */
    private static double[] finiteDifferences(final ToDoubleFunction<double[]> function, final double[] at,
            final int stride) {
        final double step = 1e-5;
        final double[] result = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            if (i >= FIRST && i < at.length - LAST && i % stride != 0) {
                result[i] = Double.NaN;
                continue;
            }
            final double[] above = at.clone();
            above[i] += step;
            final double[] below = at.clone();
            below[i] -= step;
            result[i] = (function.applyAsDouble(above) - function.applyAsDouble(below)) / (2 * step);
        }
        return result;
    }

    private static double relativeError(final float[] gradient, final double[] expected) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < gradient.length; i++) {
            if (Double.isNaN(expected[i])) {
                continue;
            }
            error += (gradient[i] - expected[i]) * (gradient[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(error / norm);
    }

    private static float[] randomParameters(final int count, final long stream) {
        final float[] parameters = new float[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = (float) (1.2 * CounterRandom.uniform(stream, 0, i) - 0.6);
        }
        return parameters;
    }
}
