package org.gflownet4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AdamTest {

    @Test
    void stepsFollowTheEquations() {
        final double[] gradients = {0.5, -2, 0.1, 3};
        final Adam adam = new Adam(2);
        final float[] parameters = {1, 7};
        double mean = 0;
        double square = 0;
        double expected = 1;
        for (int t = 1; t <= gradients.length; t++) {
            adam.nextStep();
            adam.update(parameters, new float[]{(float) gradients[t - 1], 99}, 0, 1, 0.01);
            mean = 0.9 * mean + 0.1 * gradients[t - 1];
            square = 0.999 * square + 0.001 * gradients[t - 1] * gradients[t - 1];
            expected -= 0.01 * (mean / (1 - Math.pow(0.9, t))) / (Math.sqrt(square / (1 - Math.pow(0.999, t))) + 1e-8);
            assertEquals(expected, parameters[0], 1e-5);
        }
        assertEquals(7, parameters[1], "outside of the range");
    }

    @Test
    void firstStepsAreThoseComputedByHand() {
        // the hats undo the first step's averages: m̂ = g and √v̂ = |g|, so θ moves by the rate, and by rate·decay·θ
        final float[] parameters = {2, 2, -4};
        final float[] gradient = {0.5f, -3, 0};
        final Adam adam = new Adam(3);
        adam.nextStep();
        adam.update(parameters, gradient, 0, 1, 0.1);
        adam.update(parameters, gradient, 1, 3, 0.1, 0.25);
        assertEquals(2 - 0.1, parameters[0], 1e-6, "Adam");
        assertEquals(2 + 0.1 - 0.1 * 0.25 * 2, parameters[1], 1e-6, "AdamW");
        assertEquals(-4 + 0.1 * 0.25 * 4, parameters[2], 1e-6, "decays without a gradient, too");
    }

    @Test
    void weightDecayDoesNotPassThroughTheAverages() {
        final double[] gradients = {0.5, -2, 0.1, 3, 3};
        final Adam adam = new Adam(1);
        final float[] parameters = {10};
        double mean = 0;
        double square = 0;
        double expected = 10;
        for (int t = 1; t <= gradients.length; t++) {
            adam.nextStep();
            final double rate = 0.01 / t;
            adam.update(parameters, new float[]{(float) gradients[t - 1]}, 0, 1, rate, 0.5);
            mean = 0.9 * mean + 0.1 * gradients[t - 1];
            square = 0.999 * square + 0.001 * gradients[t - 1] * gradients[t - 1];
            final double step = (mean / (1 - Math.pow(0.9, t))) / (Math.sqrt(square / (1 - Math.pow(0.999, t))) + 1e-8);
            expected -= rate * (step + 0.5 * expected);
            assertEquals(expected, parameters[0], 1e-5);
        }
    }

    @Test
    void aRestoredOptimiserTakesTheSameStepsToTheLastBit() {
        final Adam uninterrupted = new Adam(3);
        final float[] parameters = {1, -2, 3};
        for (int t = 0; t < 5; t++) {
            step(uninterrupted, parameters, t);
        }
        final float[] means = new float[3];
        final float[] squares = new float[3];
        uninterrupted.copyState(means, squares);
        final Adam resumed = new Adam(3);
        final float[] resumedParameters = parameters.clone();
        resumed.restore(means, squares, uninterrupted.steps());
        // the optimiser keeps a copy: what the caller does to the arrays afterwards is its own affair
        means[0] = 99;
        for (int t = 5; t < 9; t++) {
            step(uninterrupted, parameters, t);
            step(resumed, resumedParameters, t);
            assertArrayEquals(parameters, resumedParameters);
        }
        assertEquals(9, resumed.steps());
    }

    private static void step(final Adam adam, final float[] parameters, final int t) {
        adam.nextStep();
        adam.update(parameters, new float[]{0.3f * t - 1, 2, (float) Math.sin(t)}, 0, 3, 0.1, 0.01);
    }

    @Test
    void statesOfAnotherOptimiserAreRefusedAndChangeNothing() {
        final Adam adam = new Adam(2);
        final float[] two = {1, 1};
        refused(() -> adam.restore(new float[1], two, 1));
        refused(() -> adam.restore(two, new float[3], 1));
        refused(() -> adam.restore(two, two, -1));
        refused(() -> adam.restore(two, new float[]{1, -1}, 1));
        refused(() -> adam.restore(two, new float[]{1, Float.NaN}, 1));
        refused(() -> adam.restore(two, new float[]{1, Float.POSITIVE_INFINITY}, 1));
        refused(() -> adam.restore(new float[]{1, Float.NEGATIVE_INFINITY}, two, 1));
        refused(() -> adam.restore(new float[]{1, Float.NaN}, two, 1));
        refused(() -> adam.copyState(two, new float[1]));
        final float[] means = {7, 7};
        final float[] squares = {7, 7};
        adam.copyState(means, squares);
        assertArrayEquals(new float[2], means);
        assertArrayEquals(new float[2], squares);
        assertEquals(0, adam.steps());
        assertEquals(2, adam.parameters());
    }

    private static void refused(final Executable attempt) {
        assertTrue(assertThrows(IllegalArgumentException.class, attempt).getMessage().endsWith("."));
    }
}
