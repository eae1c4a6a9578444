package org.gflownet4j.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class ActivationTest {

    @Test
    void valuesAndSlopesFollowTheDefinitionFromTinyToHugeInputs() {
        for (final Activation activation : Activation.values()) {
            final float[] values = {-1000, -100, -1e-9f, 0, 1e-9f, 100, 1000};
            final float[] inputs = values.clone();
            final float[] slopes = new float[activation.keepsSlopes() ? values.length : 0];
            final float[] derivative = new float[values.length];
            Arrays.fill(derivative, 1);
            activation.apply(values, slopes, 0, values.length);
            activation.multiplyBySlopes(values, slopes, derivative, values.length);
            for (int i = 0; i < values.length; i++) {
                final double expected = ReferenceMlp.value(activation, inputs[i]);
                assertEquals(expected, values[i], 1e-6 * Math.abs(expected) + Float.MIN_NORMAL,
                        activation + " of " + inputs[i]);
                if (inputs[i] != 0) {
                    final double step = Math.min(1e-3, Math.abs(inputs[i]) / 2);
                    final double slope = (ReferenceMlp.value(activation, inputs[i] + step)
                            - ReferenceMlp.value(activation, inputs[i] - step)) / (2 * step);
                    assertEquals(slope, derivative[i], 1e-6, activation + "'s slope at " + inputs[i]);
                }
            }
        }
    }

    @Test
    void valuesAndSlopesAreExactToAFewUnitsInTheLastPlaceOfOne() {
        final int count = 200_001;
        for (final Activation activation : Activation.values()) {
            final float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (i - count / 2) * 2e-4f;
            }
            final float[] inputs = values.clone();
            final float[] slopes = new float[activation.keepsSlopes() ? count : 0];
            activation.apply(values, slopes, 0, count);
            for (int i = 0; i < count; i++) {
                final double expected = ReferenceMlp.value(activation, inputs[i]);
                // the sigmoid in SiLU is near 1 or 0 to an absolute error
                assertEquals(expected, values[i], 5e-7 * Math.max(1, Math.abs(inputs[i])),
                        activation + " of " + inputs[i]);
            }
        }
    }
}
