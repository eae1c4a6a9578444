package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrajectoryMemoryTest {

    private static final int BATCH = 10;

    private static Policy policy(final Environment environment) {
        return new Policy(environment, new Architecture(List.of(8), Activation.TANH, BackwardPolicy.LEARNED, false), 0);
    }

    /** With stops and lengths of all kinds, and with complete objects. */
    static List<Environment> environments() {
        return List.of(new Hypergrid(2, 8), new Subset(6, 3));
    }

    private static float[] moved(final float[] parameters) {
        final float[] result = parameters.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += 0.3f * (float) Math.sin(i);
        }
        return result;
    }

    private static Trajectories drawn(final Policy policy, final float[] parameters, final long stream) {
        final Trajectories batch = new Trajectories(policy, BATCH);
        batch.sampleForward(new JavaBackend(), parameters, BATCH, Conditions.none(BATCH), 1, stream);
        return batch;
    }

    private static Trajectories walked(final TrajectoryMemory memory, final Policy policy, final float[] parameters,
            final long first) {
        final long[] numbers = new long[BATCH];
        Arrays.setAll(numbers, b -> first + b);
        final Trajectories batch = new Trajectories(policy, BATCH);
        memory.walk(batch, new JavaBackend(), parameters, numbers, Conditions.none(BATCH));
        return batch;
    }

    /** log P_F(τ) − log P_B(τ|x), every state by itself. */
    private static double slowWeight(final Policy policy, final float[] parameters, final Trajectories batch,
            final int b) {
        final Environment environment = policy.environment();
        final int[] state = new int[environment.stateLength()];
        environment.writeInitial(state, 0);
        double sum = 0;
        for (int t = 0; t < batch.length(b); t++) {
            final int action = batch.edges().action(b, t);
            sum += policy.logForward(evaluated(policy, parameters, state), 0, action);
            if (action != environment.stopAction()) {
                final int back = environment.backwardActionOf(state, 0, action);
                environment.step(state, 0, action);
                sum -= policy.logLearnedBackward(evaluated(policy, parameters, state), 0, back);
            }
        }
        return sum;
    }

    private static EvaluatedStates evaluated(final Policy policy, final float[] parameters, final int[] state) {
        final EvaluatedStates states = policy.newEvaluatedStates();
        states.add(state, 0, Conditions.none(1), 0);
        policy.evaluate(new JavaBackend(), parameters, states);
        return states;
    }

    private static double[] weights(final Trajectories batch) {
        final double[] weights = new double[BATCH];
        Arrays.setAll(weights, batch::logWeight);
        return weights;
    }

    private static int[][] actions(final Trajectories batch) {
        final int[][] actions = new int[BATCH][];
        for (int b = 0; b < BATCH; b++) {
            actions[b] = new int[batch.length(b)];
            for (int t = 0; t < actions[b].length; t++) {
                actions[b][t] = batch.edges().action(b, t);
            }
        }
        return actions;
    }

    /** Pitfall 13: what was computed of the same trajectories before parameters moved is stale. */
    @ParameterizedTest
    @MethodSource("environments")
    void trajectoriesAreScoredWithThePolicyAsItIsWhenTheyAreWalkedAgain(final Environment environment) {
        final Policy policy = policy(environment);
        final float[] then = moved(policy.initialParameters(1));
        final float[] now = moved(then);
        final Trajectories drawn = drawn(policy, then, 0);
        final TrajectoryMemory memory = new TrajectoryMemory(environment, BATCH);
        memory.add(drawn);

        final Trajectories same = walked(memory, policy, then, 0);
        assertArrayEquals(weights(drawn), weights(same), 1e-5);
        final int width = environment.stateLength();
        assertArrayEquals(Arrays.copyOf(drawn.objects(), BATCH * width), Arrays.copyOf(same.objects(), BATCH * width));
        assertEquals(drawn.distinctStates(), same.distinctStates());

        final Trajectories again = walked(memory, policy, now, 0);
        assertArrayEquals(actions(drawn), actions(again));
        double difference = 0;
        for (int b = 0; b < BATCH; b++) {
            assertEquals(slowWeight(policy, now, again, b), again.logWeight(b), 1e-5);
            difference = Math.max(difference, Math.abs(drawn.logWeight(b) - again.logWeight(b)));
        }
        assertTrue(difference > 0.1, "otherwise this test shows nothing");
    }

    /** Pitfall 14: entries are copies, and a batch that is drawn anew leaves them as they were. */
    @ParameterizedTest
    @MethodSource("environments")
    void theOldestMakeRoom(final Environment environment) {
        final Policy policy = policy(environment);
        final float[] parameters = moved(policy.initialParameters(1));
        final TrajectoryMemory memory = new TrajectoryMemory(environment, 2 * BATCH);
        final Trajectories batch = new Trajectories(policy, BATCH);
        final int[][][] expected = new int[5][][];
        for (int round = 0; round < 5; round++) {
            batch.sampleForward(new JavaBackend(), parameters, BATCH, Conditions.none(BATCH), 1, 100L * round);
            expected[round] = actions(batch);
            memory.add(batch);
            assertEquals((round + 1L) * BATCH, memory.added());
            assertArrayEquals(expected[round], actions(walked(memory, policy, parameters, round * (long) BATCH)));
            if (round > 0) {
                assertArrayEquals(expected[round - 1],
                        actions(walked(memory, policy, parameters, (round - 1L) * BATCH)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("environments")
    void aCopyHoldsTheSame(final Environment environment) {
        final Policy policy = policy(environment);
        final float[] parameters = moved(policy.initialParameters(1));
        for (final int rounds : new int[]{0, 1, 2, 5}) {
            final TrajectoryMemory memory = new TrajectoryMemory(environment, 25);
            for (int round = 0; round < rounds; round++) {
                memory.add(drawn(policy, parameters, 100L * round));
            }
            final TrajectoryMemory copy = new TrajectoryMemory(environment, 25);
            copy.restore(memory.toNumbers(), memory.added());
            assertEquals(memory.added(), copy.added());
            assertArrayEquals(memory.toNumbers(), copy.toNumbers());
            if (rounds > 0) {
                final long newest = memory.added() - BATCH;
                assertArrayEquals(actions(walked(memory, policy, parameters, newest)),
                        actions(walked(copy, policy, parameters, newest)));
            }
        }
    }

    @Test
    void trajectoriesThatCanNotBeWalkedAreRefused() {
        final Environment grid = new Hypergrid(2, 3);
        final TrajectoryMemory memory = new TrajectoryMemory(grid, 2);
        final Consumer<float[]> refused = numbers -> {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> memory.restore(numbers, 1)).getMessage()
                    .contains("damaged"));
            assertEquals(0, memory.added());
        };
        final float stop = grid.stopAction();
        memory.restore(new float[]{2, 0, stop}, 1);
        for (final float[] numbers : new float[][]{{}, {0}, {2, 0}, {2, 0, 0}, {1, 0}, {3, 0, stop, stop},
                {2, -1, stop},
                {2, Float.NaN, stop}, {2, stop + 1, stop}, {Float.NaN}, {1e9f, 0}, {4, 0, 0, 0, stop},
                {2, 0, stop, 1, stop}}) {
            refused.accept(numbers);
        }
    }
}
