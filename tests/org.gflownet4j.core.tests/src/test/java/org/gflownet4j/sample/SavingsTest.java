package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that is saved changes nothing but the rounding, and is saved. */
class SavingsTest {

    private static final int BATCH = 24;
    private static final Savings NONE = new Savings(false, false, false, false);

    static Stream<Arguments> cases() {
        final Stream<Environment> environments = Stream.of(new Hypergrid(3, 5), new Sequence("DNA", "ACGT", 1, 6),
                new Sequence("Slots", "ACGT", 6, 6, Construction.SLOTS),
                new Sequence("Both ends", "abc", 1, 5, Construction.PREPEND_APPEND), new Subset(9, 5), new Ising(3),
                new BitSequence(24, 4, Construction.SLOTS));
        return environments.flatMap(environment -> Stream.of(new TrajectoryBalance(), new SubTrajectoryBalance(0.9))
                .flatMap(objective -> Stream.of(0, 2).map(width -> Arguments.of(environment, objective, width))));
    }

    private record Gradient(float[] values, double[] logForward, int rows) {
    }

    private static Gradient gradient(final Environment environment, final Objective objective, final int width,
            final Savings savings) {
        final Policy policy = new Policy(environment, new Architecture(List.of(16, 8), Activation.SILU, false,
                BackwardPolicy.LEARNED, true, objective.reads().contains(Quantity.LOG_FLOW), false), width, savings);
        final float[] parameters = new float[policy.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (CounterRandom.uniform(2, 0, i) - 0.5);
        }
        final float[] encoded = new float[BATCH * width];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = Math.round(2 * CounterRandom.uniform(3, 0, i)) - 0.5f;
        }
        final Trajectories batch = new Trajectories(policy, BATCH);
        final Reading reading = new Reading(policy, batch, objective.reads());
        final int longest = environment.maxTrajectoryLength();
        final TrajectoryTerms values = new TrajectoryTerms(BATCH, longest, objective.reads());
        final TrajectoryTerms derivatives = new TrajectoryTerms(BATCH, longest, objective.reads());
        final JavaBackend backend = new JavaBackend();
        batch.sampleForward(backend, parameters, BATCH, new Conditions(BATCH, width, encoded), 7, 0);
        reading.look(backend, parameters, parameters, (states, evaluated, result) -> {});
        int edges = 0;
        for (int b = 0; b < BATCH; b++) {
            values.start[b] = edges;
            derivatives.start[b] = edges;
            values.logReward[b] = -b % 5;
            edges += batch.length(b);
        }
        values.start[BATCH] = edges;
        derivatives.start[BATCH] = edges;
        reading.write(values, 0);
        objective.loss(values, derivatives);
        final float[] gradient = new float[parameters.length];
        reading.computeGradient(backend, parameters, derivatives, 0, gradient);
        return new Gradient(gradient, values.logForward.clone(), batch.distinctStates());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreTheSameWithAndWithoutEachSaving(final Environment environment, final Objective objective,
            final int width) {
        final Gradient saved = gradient(environment, objective, width, Savings.ALL);
        double square = 0;
        for (final float one : saved.values()) {
            square += one * one;
        }
        for (final Savings fewer : List.of(new Savings(false, true, true, true), new Savings(true, false, true, true),
                new Savings(true, true, false, true), new Savings(true, true, true, false), NONE)) {
            final Gradient other = gradient(environment, objective, width, fewer);
            assertArrayEquals(saved.logForward(), other.logForward(), 2e-6, fewer.toString());
            double difference = 0;
            for (int i = 0; i < saved.values().length; i++) {
                difference += Math.pow(saved.values()[i] - other.values()[i], 2);
            }
            assertEquals(0, Math.sqrt(difference / square), 1e-6, fewer.toString());
            if (!fewer.distinctStates()) {
                assertTrue(other.rows() > saved.rows(), "states that trajectories share are evaluated again");
            }
        }
    }
}
