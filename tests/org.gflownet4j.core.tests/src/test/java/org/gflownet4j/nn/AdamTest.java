package org.gflownet4j.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

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
}
