package org.gflownet4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward, backward and tangent pass against a double-precision reference and its central finite differences. */
class MlpTest {

    private static final int FEATURES = 11;
    private static final int MAX_ACTIVE = 4;
    private static final int OUTPUTS = 5;
    /** Beyond the room that rows have at first, so that it grows. */
    private static final int ROWS = 21;
    /** Parameters before and behind the network's, which belong to others. */
    private static final int BEFORE = 3;
    private static final int BEHIND = 2;
    private static final double STEP = 1e-5;

    static Stream<Arguments> networks() {
        return Arrays.stream(Activation.values()).flatMap(activation -> Stream.of(false, true)
                .flatMap(layerNorm -> Stream.of(0, 3).flatMap(denseInputs -> Stream
                        .of(new int[]{7}, new int[]{6, 9}, new int[]{9, 5, 6})
                        .map(hidden -> Arguments.of(new Case(activation, layerNorm, denseInputs, hidden))))));
    }

    /** A network with random parameters and rows, and the same in double precision. */
    private static final class Case {

        final String name;
        final Mlp network;
        final ReferenceMlp reference;
        final Activations rows;
        final double[][] inputs;
        final float[] parameters;
        final double[] exact;

        Case(final Activation activation, final boolean layerNorm, final int denseInputs, final int[] hidden) {
            this.name = activation + (layerNorm ? ", layer norm, " : ", ") + denseInputs + " dense inputs, "
                    + Arrays.toString(hidden);
            this.network = new Mlp(FEATURES, MAX_ACTIVE, denseInputs, hidden, OUTPUTS, activation, layerNorm, true,
                    BEFORE);
            this.reference = new ReferenceMlp(FEATURES + denseInputs, hidden, OUTPUTS, activation, layerNorm, BEFORE);
            this.parameters = random(BEFORE + network.parameterCount() + BEHIND, 1, 1.2);
            this.exact = exact(parameters);
            this.rows = network.newActivations();
            this.inputs = new double[ROWS][FEATURES + denseInputs];
            for (int row = 0; row < ROWS; row++) {
                addRow(row, denseInputs);
                if (row == 2 || row == ROWS - 1) {
                    // in two calls, as rollouts do, with growth between them
                    network.forward(new JavaBackend(), parameters, rows, row == 2 ? 0 : 3, row + 1);
                }
            }
        }

        private void addRow(final int row, final int denseInputs) {
            assertEquals(row, rows.addRow());
            int count = 0;
            for (int feature = 0; feature < FEATURES && count < MAX_ACTIVE; feature++) {
                if (CounterRandom.uniform(2, row, feature) < 0.3) {
                    rows.active()[row * MAX_ACTIVE + count++] = feature;
                    inputs[row][feature] = 1;
                }
            }
            rows.setActiveCount(row, count);
            for (int i = 0; i < denseInputs; i++) {
                final float value = (float) (2 * CounterRandom.uniform(3, row, i) - 1);
                rows.dense()[row * denseInputs + i] = value;
                inputs[row][FEATURES + i] = value;
            }
        }

        /** {@code [row][output]}. */
        double[] outputs(final double[] at) {
            return Arrays.stream(inputs).flatMapToDouble(row -> Arrays.stream(reference.outputs(at, row))).toArray();
        }

        float[] backward(final float[] outputGradient) {
            final float[] gradient = new float[parameters.length];
            network.backward(new JavaBackend(), parameters, rows, outputGradient, gradient);
            return gradient;
        }

        float[] tangent(final float[] direction) {
            final float[] tangent = new float[ROWS * OUTPUTS];
            Arrays.fill(tangent, 77);
            network.tangent(new JavaBackend(), parameters, rows, direction, tangent);
            return tangent;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsEqualThoseOfTheReference(final Case one) {
        final double[] expected = one.outputs(one.exact);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], one.rows.outputs()[i], 5e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsEqualFiniteDifferences(final Case one) {
        final float[] outputGradient = random(ROWS * OUTPUTS, 4, 2);
        final double[] expected = new double[one.exact.length];
        for (int i = 0; i < expected.length; i++) {
            final double[] direction = new double[expected.length];
            direction[i] = 1;
            final double[] derivative = finiteDifference(one, direction);
            for (int k = 0; k < derivative.length; k++) {
                expected[i] += outputGradient[k] * derivative[k];
            }
        }
        final float[] gradient = one.backward(outputGradient);
        assertEquals(0, relativeError(gradient, expected), 1e-5);
        assertArrayEquals(new float[BEFORE], Arrays.copyOf(gradient, BEFORE), "belongs to others");
        assertArrayEquals(new float[BEHIND], Arrays.copyOfRange(gradient, gradient.length - BEHIND, gradient.length));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void tangentsEqualFiniteDifferences(final Case one) {
        final float[] direction = random(one.parameters.length, 5, 2);
        assertEquals(0, relativeError(one.tangent(direction), finiteDifference(one, exact(direction))), 1e-5);
    }

    /** ⟨J·v, u⟩ = ⟨v, Jᵀ·u⟩: the two passes are each other's transpose. */
    @ParameterizedTest
    @MethodSource("networks")
    void theTangentIsTheAdjointOfTheGradient(final Case one) {
        final float[] direction = random(one.parameters.length, 6, 2);
        final float[] outputGradient = random(ROWS * OUTPUTS, 7, 2);
        final float[] tangent = one.tangent(direction);
        final float[] gradient = one.backward(outputGradient);
        final double left = product(tangent, outputGradient);
        final double scale = Math.sqrt(product(tangent, tangent) * product(outputGradient, outputGradient));
        assertEquals(left, product(gradient, direction), 1e-6 * scale);
        assertArrayEquals(tangent, one.tangent(direction), "either pass leaves what the other one reads");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsDoNotDependOnWhatWasThere(final Case one) {
        final float[] outputGradient = random(ROWS * OUTPUTS, 8, 2);
        final float[] once = one.backward(outputGradient);
        final float[] before = random(once.length, 9, 2);
        final float[] again = before.clone();
        one.network.backward(new JavaBackend(), one.parameters, one.rows, outputGradient, again);
        final int from = one.network.parameterOffset();
        final int to = from + one.network.parameterCount();
        for (int i = 0; i < once.length; i++) {
            assertEquals(i < from || i >= to ? before[i] : once[i], again[i], "only its own parameters count");
        }
        one.network.clear(again);
        for (int i = 0; i < once.length; i++) {
            assertEquals(i < from || i >= to ? before[i] : 0, again[i]);
        }
    }

    @Test
    void rowsOfLargeEqualValuesStayFiniteUnderLayerNorm() {
        final Mlp network = new Mlp(2, 1, 0, new int[]{8}, 1, Activation.SILU, true, true, 0);
        final float[] parameters = new float[network.parameterCount()];
        network.initialise(parameters, 1);
        // bias of the hidden layer
        Arrays.fill(parameters, 16, 24, 1e6f);
        Arrays.fill(parameters, 0, 16, 0f);
        Arrays.fill(parameters, 40, 48, 1f);
        final Activations rows = network.newActivations();
        rows.addRow();
        network.forward(new JavaBackend(), parameters, rows, 0, 1);
        assertEquals(0, rows.outputs()[0], "8 · silu(0)");
        final float[] gradient = new float[parameters.length];
        network.backward(new JavaBackend(), parameters, rows, new float[]{1}, gradient);
        for (final float one : gradient) {
            assertTrue(Float.isFinite(one));
        }
    }

    @Test
    void initialParametersGiveEveryOutputZeroAndEveryGainOne() {
        final Mlp network = new Mlp(4, 2, 1, new int[]{3, 2}, 2, Activation.ELU, true, true, 1);
        final float[] parameters = random(1 + network.parameterCount() + 1, 9, 2);
        final float[] before = parameters.clone();
        network.initialise(parameters, 1);
        // [1 | W 5·3, b 3, gain 3, shift 3 | W 3·2, b 2, gain 2, shift 2 | W 2·2, b 2 | 1]
        assertEquals(24 + 12 + 6, network.parameterCount());
        assertArrayEquals(new float[]{0, 0, 0, 1, 1, 1, 0, 0, 0}, Arrays.copyOfRange(parameters, 16, 25));
        assertArrayEquals(new float[]{0, 0, 1, 1, 0, 0}, Arrays.copyOfRange(parameters, 31, 37));
        assertArrayEquals(new float[6], Arrays.copyOfRange(parameters, 37, 43));
        for (final int weight : List.of(1, 15, 25, 30)) {
            assertTrue(parameters[weight] != 0, "weights are drawn");
        }
        assertEquals(before[0], parameters[0], "belongs to others");
        assertEquals(before[43], parameters[43], "belongs to others");
    }

    @Test
    void withoutLayerNormNothingMovesInSavedModels() {
        final float[] old = new float[64];
        final float[] parameters = new float[64];
        final Mlp plain = new Mlp(4, 2, 1, new int[]{3, 2}, 2, Activation.RELU, 0);
        assertEquals(6 * 3 + 4 * 2 + 3 * 2, plain.parameterCount());
        plain.initialise(old, 7);
        new Mlp(4, 2, 1, new int[]{3, 2}, 2, Activation.RELU, false, true, 0).initialise(parameters, 7);
        assertArrayEquals(old, parameters);
        // the first weight of the first layer: bound √(6 / (2 + 1)), stream −1, index 0
        assertEquals(Math.sqrt(2) * (2 * CounterRandom.uniform(7, -1, 0) - 1), parameters[0], 1e-7);
    }

    @Test
    void networksTooLargeAreRefusedWithTheirGainsCounted() {
        // (1 + 1)·w + (w + 1)·1 = 3w + 1 parameters; 5w + 1 with gains and shifts
        final int width = (Mlp.MAX_PARAMETERS - 1) / 3;
        assertEquals(3 * width + 1,
                new Mlp(1, 1, 0, new int[]{width}, 1, Activation.RELU, false, true, 0).parameterCount());
        assertThrows(IllegalArgumentException.class,
                () -> new Mlp(1, 1, 0, new int[]{width}, 1, Activation.RELU, true, true, 0));
    }

    @Test
    void tangentsAllocateNothingOnceTheRoomHasGrown() {
        final Case one = new Case(Activation.SILU, true, 2, new int[]{6, 7});
        final float[] direction = random(one.parameters.length, 10, 2);
        final float[] tangent = new float[ROWS * OUTPUTS];
        final JavaBackend backend = new JavaBackend();
        one.network.tangent(backend, one.parameters, one.rows, direction, tangent);
        final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
                .getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            one.network.tangent(backend, one.parameters, one.rows, direction, tangent);
        }
        final long perCall = (threads.getThreadAllocatedBytes(thread) - before) / 1000;
        assertTrue(perCall < 16, perCall + " bytes per call");
    }

    /** The derivative of every output along a direction, {@code [row][output]}. */
    private static double[] finiteDifference(final Case one, final double[] direction) {
        final double[] above = one.exact.clone();
        final double[] below = one.exact.clone();
        for (int i = 0; i < direction.length; i++) {
            above[i] += STEP * direction[i];
            below[i] -= STEP * direction[i];
        }
        final double[] result = one.outputs(above);
        final double[] outputsBelow = one.outputs(below);
        for (int k = 0; k < result.length; k++) {
            result[k] = (result[k] - outputsBelow[k]) / (2 * STEP);
        }
        return result;
    }

    private static double relativeError(final float[] values, final double[] expected) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < values.length; i++) {
            error += (values[i] - expected[i]) * (values[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(error / norm);
    }

    private static double product(final float[] a, final float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double[] exact(final float[] values) {
        final double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    /** Uniform around 0. */
    private static float[] random(final int count, final int stream, final double range) {
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (range * (CounterRandom.uniform(20, stream, i) - 0.5));
        }
        return values;
    }
}
