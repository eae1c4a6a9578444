package org.gflownet4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gflownet4j.compute.Workers;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class GradientClipTest {

    /** Several blocks, the last one not full, and not a multiple of four. */
    private static final int LENGTH = 3 * GradientClip.BLOCK + 1237;

    private static float[] random(final int length) {
        final float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            // many orders of magnitude, so that the order of additions shows
            values[i] = (float) ((CounterRandom.uniform(1, 0, i) - 0.5)
                    * Math.exp(20 * CounterRandom.uniform(1, 1, i)));
        }
        return values;
    }

    @Test
    void theNormIsTheRootOfTheSumOfSquares() {
        try (Workers workers = new Workers(1)) {
            final GradientClip clip = new GradientClip(LENGTH);
            assertEquals(5, clip.norm(new float[]{9, 3, 0, -4, 9}, 1, 4, workers));
            assertEquals(0, clip.norm(new float[]{9}, 1, 1, workers));
            // a square beyond the range of float
            assertEquals(1e30, clip.norm(new float[]{1e30f}, 0, 1, workers), 1e23);
            final float[] gradient = random(LENGTH);
            double sum = 0;
            for (int i = 5; i < LENGTH - 2; i++) {
                sum += (double) gradient[i] * gradient[i];
            }
            final double norm = clip.norm(gradient, 5, LENGTH - 2, workers);
            assertEquals(Math.sqrt(sum), norm, 1e-12 * norm);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        final float[] gradient = random(LENGTH);
        final GradientClip clip = new GradientClip(LENGTH);
        double norm = Double.NaN;
        float[] clipped = gradient;
        for (int threads = 1; threads <= 4; threads++) {
            try (Workers workers = new Workers(threads)) {
                for (int repeat = 0; repeat < 20; repeat++) {
                    final float[] copy = gradient.clone();
                    final double one = clip.clip(copy, 0, LENGTH, 1, workers);
                    if (threads == 1 && repeat == 0) {
                        norm = one;
                        clipped = copy;
                    }
                    assertEquals(Double.doubleToLongBits(norm), Double.doubleToLongBits(one));
                    assertArrayEquals(clipped, copy);
                }
            }
        }
    }

    @Test
    void longGradientsAreScaledToTheMaximumAndShortOnesLeftAlone() {
        try (Workers workers = new Workers(2)) {
            final GradientClip clip = new GradientClip(LENGTH);
            final float[] gradient = {9, 3, 0, -4, 9};
            assertEquals(5, clip.clip(gradient, 1, 4, 5, workers), "as long as allowed");
            assertArrayEquals(new float[]{9, 3, 0, -4, 9}, gradient);
            assertEquals(5, clip.clip(gradient, 1, 4, 0.5, workers), "the norm before");
            assertArrayEquals(new float[]{9, 0.3f, 0, -0.4f, 9}, gradient, 1e-7f);
            final float[] many = random(LENGTH);
            clip.clip(many, 0, LENGTH, 2, workers);
            assertEquals(2, clip.norm(many, 0, LENGTH, workers), 1e-6);
        }
    }

    @Test
    void infiniteGradientsAndNaNAreLeftForTheCallerToReport() {
        try (Workers workers = new Workers(1)) {
            final GradientClip clip = new GradientClip(2);
            final float[] infinite = {1, Float.NEGATIVE_INFINITY};
            assertEquals(Double.POSITIVE_INFINITY, clip.clip(infinite, 0, 2, 1, workers));
            assertArrayEquals(new float[]{1, Float.NEGATIVE_INFINITY}, infinite);
            final float[] undefined = {Float.NaN, 1};
            assertTrue(Double.isNaN(clip.clip(undefined, 0, 2, 1, workers)));
            assertArrayEquals(new float[]{Float.NaN, 1}, undefined);
            for (final double maximum : new double[]{0, -1, Double.NaN}) {
                assertThrows(IllegalArgumentException.class, () -> clip.clip(undefined, 0, 2, maximum, workers));
            }
        }
    }
}
