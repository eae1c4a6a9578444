package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.AugmentedTrajectoryBalance;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.ModifiedDetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss of several heads, each with its lessons: its gradient, through the whole network, and what it consists of. */
class LessonsGradientTest {

    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final int HEADS = 3;
    private static final int BATCH = 12;
    private static final long SEED = 5;
    private static final Thompson THOMPSON = new Thompson(HEADS, 1, 0.5);

    static Stream<Arguments> cases() {
        return Stream.of(new TrajectoryBalance(), new LogPartitionVariance(), new DetailedBalance(),
                new ModifiedDetailedBalance(), new AugmentedTrajectoryBalance(),
                new SubTrajectoryBalance(SubTrajectoryBalance.Weighting.GEOMETRIC_WITHIN, 0.9, Regression.SQUARED,
                        false),
                new TrajectoryBalance(Regression.LINEX_1))
                .flatMap(one -> Stream.of(Arguments.of(one, false), Arguments.of(one, true)));
    }

    /** The loss of a batch as a function of the parameters. */
    private static final class Loss {
        private final Objective objective;
        private final Policy policy;
        private final Trajectories batch;
        private final Reading reading;
        private final TrajectoryTerms values;
        private final TrajectoryTerms derivatives;

        Loss(final Objective objective, final boolean separateTrunks) {
            this.objective = objective;
            this.policy = new Policy(GRID, new Architecture(List.of(6), Activation.TANH, false,
                    objective.needsFixedBackward() ? BackwardPolicy.UNIFORM : BackwardPolicy.LEARNED, separateTrunks,
                    true,
                    false), 0).withHeads(HEADS, 1);
            this.batch = new Trajectories(policy, BATCH, true);
            this.reading = new Reading(policy, batch, objective.reads());
            final int longest = GRID.maxTrajectoryLength();
            this.values = new TrajectoryTerms(BATCH * HEADS, longest, objective.reads());
            this.derivatives = new TrajectoryTerms(BATCH * HEADS, longest, objective.reads());
            batch.sampleForward(new JavaBackend(), parameters(), BATCH, Conditions.none(BATCH), SEED, 100);
        }

        private float[] parameters() {
            final float[] parameters = new float[policy.parameterCount()];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = (float) (1.2 * CounterRandom.uniform(2, 0, i) - 0.6);
            }
            return parameters;
        }

        /** The loss on the batch as it was drawn; derivatives are filled in. */
        private double of(final float[] parameters) {
            batch.states().forgetValues();
            policy.evaluate(new JavaBackend(), parameters, batch.states());
            reading.look(new JavaBackend(), parameters, new float[0],
                    (states, evaluated, result) -> Arrays.setAll(result, i -> 0.3 * (i % 5)));
            reading.drawLessons(THOMPSON, Exploration.NONE, SEED, 100);
            for (int i = 0; i < reading.lessons(); i++) {
                final int b = reading.trajectory(i);
                values.start[i + 1] = values.start[i] + batch.length(b);
                derivatives.start[i + 1] = values.start[i + 1];
                values.logReward[i] = 3 * CounterRandom.uniform(4, 0, b) - 2;
            }
            Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
            if (objective.reads().contains(Quantity.INTRINSIC_REWARD)) {
                reading.lookAtIntrinsicRewards(
                        (states, evaluated, result) -> Arrays.setAll(result, i -> 0.1 * (i % 7)));
            }
            values.setTrajectories(reading.lessons());
            derivatives.setTrajectories(reading.lessons());
            reading.write(values, 0);
            return objective.loss(values, derivatives);
        }

        private float[] gradient() {
            of(parameters());
            final float[] gradient = new float[policy.parameterCount()];
            reading.computeGradient(new JavaBackend(), parameters(), derivatives, 0, gradient);
            return gradient;
        }
    }

    /** Floats and a step of 2⁻⁷: rounding and the third derivative are both about 10⁻⁴. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualFiniteDifferences(final Objective one, final boolean separateTrunks) {
        final Loss test = new Loss(one, separateTrunks);
        final float[] gradient = test.gradient();
        final float step = 1f / 128;
        double error = 0;
        double norm = 0;
        for (int i = 0; i < gradient.length; i++) {
            final float[] above = test.parameters();
            above[i] += step;
            final float[] below = test.parameters();
            below[i] -= step;
            final double expected = (test.of(above) - test.of(below)) / ((double) above[i] - below[i]);
            error += (gradient[i] - expected) * (gradient[i] - expected);
            norm += expected * expected;
        }
        assertTrue(norm > 0.1, "norm " + norm);
        assertEquals(0, Math.sqrt(error / norm), 2e-3);
    }

    /** A trajectory that a head does not learn from moves nothing of that head; what it learns from moves it. */
    @ParameterizedTest
    @MethodSource("cases")
    void headsLearnFromTheirLessonsOnly(final Objective one, final boolean separateTrunks) {
        final Loss test = new Loss(one, separateTrunks);
        test.of(test.parameters());
        final int[] lessons = new int[HEADS];
        for (int i = 0; i < test.reading.lessons(); i++) {
            // only the lessons of head 1 are left
            final int head = headOf(test, i);
            lessons[head]++;
            for (int e = test.derivatives.start[i]; head != 1 && e < test.derivatives.start[i + 1]; e++) {
                for (final double[] left : List.of(test.derivatives.logForward, test.derivatives.logStop)) {
                    if (left.length > 0) {
                        left[e] = 0;
                    }
                }
            }
        }
        assertTrue(Arrays.stream(lessons).allMatch(count -> count > 1 && count < BATCH), Arrays.toString(lessons));
        final float[] gradient = new float[test.policy.parameterCount()];
        test.reading.computeGradient(new JavaBackend(), test.parameters(), test.derivatives, 0, gradient);
        final int outputs = separateTrunks ? HEADS * GRID.forwardActions()
                : HEADS * GRID.forwardActions() + (one.needsFixedBackward() ? 0 : GRID.backwardActions()) + 1;
        // the biases of the last layer of the network that says P_F
        final int end = separateTrunks ? GRID.features() * 6 + 6 + 7 * outputs : test.policy.logPartitionAt();
        double moved = 0;
        for (int head = 0; head < HEADS; head++) {
            for (int a = 0; a < GRID.forwardActions(); a++) {
                final float derivative = gradient[end - outputs + head * GRID.forwardActions() + a];
                moved += head == 1 ? Math.abs(derivative) : 0;
                assertTrue(head == 1 || derivative == 0, "head " + head);
            }
        }
        assertTrue(moved > 1e-3, "moved by " + moved);
    }

    /** By the rule that the class comment of {@link Thompson} states. */
    private static int headOf(final Loss test, final int lesson) {
        final Lessons lessons = new Lessons(test.batch);
        lessons.draw(THOMPSON, Exploration.NONE, SEED, 100);
        assertEquals(test.reading.trajectory(lesson), lessons.trajectory(lesson));
        return lessons.head(lesson);
    }
}
