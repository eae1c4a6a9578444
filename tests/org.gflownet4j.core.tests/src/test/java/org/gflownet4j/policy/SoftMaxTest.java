package org.gflownet4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SoftMaxTest {

    @Test
    void exponentialsAreExactToTenDigitsWhereTheyCountAndVanishInTheEnd() {
        final int count = 40_001;
        final double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = -i * 1e-3;
        }
        SoftMax.exponentials(values, count);
        for (int i = 0; i < count; i++) {
            final double exact = Math.exp(-i * 1e-3);
            assertEquals(exact, values[i], 1e-10 * exact, "exp(" + -i * 1e-3 + ")");
        }
        final double[] rare = {0, -100, -700, -1e9, Double.NEGATIVE_INFINITY, Double.NaN};
        SoftMax.exponentials(rare, rare.length);
        assertEquals(1, rare[0]);
        assertEquals(Math.exp(-100), rare[1], 1e-7 * Math.exp(-100));
        for (int i = 2; i < 5; i++) {
            assertEquals(0, rare[i], 1e-300);
        }
        assertEquals(Double.NaN, rare[5], "what is no number stays none, and is found");
    }
}
