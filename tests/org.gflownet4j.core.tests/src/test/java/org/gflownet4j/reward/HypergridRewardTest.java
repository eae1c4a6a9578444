package org.gflownet4j.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.reward.HypergridReward.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HypergridRewardTest {

    /** The exact log Z of the grids of the literature, computed apart from this code. */
    @ParameterizedTest
    @CsvSource({"2, 8, 0.1, 0.5, 2, 3.109061", "4, 8, 0.1, 0.5, 2, 6.344934", "4, 8, 0.01, 0.5, 2, 5.303106",
            "4, 8, 0.001, 0.5, 2, 5.100452", "2, 16, 0.1, 0.5, 2, 4.183576", "4, 16, 0.1, 0.5, 2, 9.063417",
            "4, 20, 0.001, 0.5, 2, 8.643297", "4, 20, 0.0001, 1, 3, 9.285819", "2, 256, 0.01, 0.5, 2, 9.535850",
            "2, 128, 0.01, 0.5, 2, 8.178594", "3, 64, 0.01, 0.5, 2, 10.019555", "4, 32, 0.01, 0.5, 2, 10.733038",
            "2, 64, 0.001, 0.5, 2, 6.689719", "8, 8, 0.001, 0.5, 2, 10.820922"})
    void logPartitionOfTheGridsOfTheLiteratureIsExact(final int dimensions, final int side, final double r0,
            final double r1, final double r2, final double expected) {
        assertEquals(expected,
                new HypergridReward(r0, r1, r2).logPartition(new Hypergrid(dimensions, side)).orElseThrow(), 1e-6);
    }

    private static double a(final Variant variant, final int x, final int side) {
        return Math.abs((double) x / (variant == Variant.BY_SIDE ? side : side - 1) - 0.5);
    }

    /** The formula of each variant, cell by cell, as the papers write it. */
    private static double slowly(final HypergridReward reward, final int[] cell, final int side) {
        final Variant variant = reward.variant();
        double corner = 1;
        double ring = 1;
        double wave = 1;
        double outside = 1;
        double near = 1;
        double ones = 1;
        for (final int x : cell) {
            final double a = a(variant, x, side);
            corner *= a > 0.25 + 1e-12 ? 1 : 0;
            ring *= a > 0.3 + 1e-12 && a < 0.4 - 1e-12 ? 1 : 0;
            wave *= (Math.cos(50 * a) + 1) * Math.exp(-0.5 * (5 * a) * (5 * a)) / Math.sqrt(2 * Math.PI);
            outside *= a > 0.1 + 1e-12 ? 1 : 0;
            near *= x == 1 || x == side - 2 ? 1 : 0;
            ones *= x == 1 ? 1 : 0;
        }
        return switch (variant) {
            case STANDARD, BY_SIDE -> reward.r0() + reward.r1() * corner + reward.r2() * ring;
            case COSINE -> reward.r0() + reward.r1() * wave;
            case SPARSE -> near == 1 && ones == 0 ? reward.r0() + reward.r1() : reward.r0();
            case DECEPTIVE -> reward.r0() + reward.r1() - reward.r1() * outside + reward.r2() * ring;
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyVariantIsItsFormulaAndItsLogPartitionTheSum(final Variant variant) {
        final HypergridReward reward = switch (variant) {
            case BY_SIDE -> new HypergridReward(variant, 1e-4, -9.9e-5, 1 - 1e-6);
            case SPARSE -> new HypergridReward(variant, 1e-12, 1, 0);
            case DECEPTIVE -> new HypergridReward(variant, 1e-5, 0.1, 2);
            default -> new HypergridReward(variant, 1e-3, 0.5, 2);
        };
        for (final int side : new int[]{4, 5, 8, 11, 20, 21}) {
            final Hypergrid grid = new Hypergrid(3, side);
            final int[] states = new int[side * side * side * 3];
            for (int cell = 0; cell < side * side * side; cell++) {
                states[3 * cell] = cell % side;
                states[3 * cell + 1] = cell / side % side;
                states[3 * cell + 2] = cell / side / side;
            }
            final double[] log = new double[side * side * side];
            reward.on(grid).logRewards(states, log.length, Conditions.none(log.length), log);
            double sum = 0;
            for (int cell = 0; cell < log.length; cell++) {
                final double expected = slowly(reward,
                        new int[]{states[3 * cell], states[3 * cell + 1], states[3 * cell + 2]}, side);
                assertEquals(Math.log(expected), log[cell], 1e-9, variant + " side " + side + " cell " + cell);
                sum += expected;
            }
            assertEquals(Math.log(sum), reward.logPartition(grid).orElseThrow(), 1e-9, variant + " side " + side);
        }
    }

    /**
     * Some cells lie exactly on a boundary, which is open. Which ones does not depend on rounding: whole numbers, for which
     * {@code a = |2x − n| / 2n} with n = side − 1, know it.
     */
    @ParameterizedTest
    @CsvSource({"STANDARD", "DECEPTIVE", "BY_SIDE"})
    void pitfall25cellsOnABoundaryCountAsOutsideWhateverTheRounding(final Variant variant) {
        final HypergridReward reward = new HypergridReward(variant, 1, 10, 100);
        int onBoundary = 0;
        for (int side = 2; side <= 300; side++) {
            final long n = variant == Variant.BY_SIDE ? side : side - 1;
            final LogReward log = reward.on(new Hypergrid(1, side));
            final double[] result = new double[1];
            for (int x = 0; x < side; x++) {
                final long twice = Math.abs(2L * x - n);
                final double ring = 5 * twice > 3 * n && 5 * twice < 4 * n ? 100 : 0;
                final double rest = variant == Variant.DECEPTIVE ? 5 * twice > n ? 0 : 10 : 2 * twice > n ? 10 : 0;
                log.logRewards(new int[]{x}, 1, Conditions.none(1), result);
                assertEquals(Math.log(1 + rest + ring), result[0], 1e-12, "side " + side + " cell " + x);
                onBoundary += 5 * twice == 3 * n || 5 * twice == 4 * n || 2 * twice == n || 5 * twice == n ? 1 : 0;
            }
        }
        // or the test would show nothing
        assertFalse(onBoundary < 100, "cells on a boundary");
    }

    @Test
    void sparseHasAllCornersButOne() {
        // 2⁴ − 1 cells with reward 1, the other 8⁴ − 15 with 10⁻¹²
        assertEquals(Math.log(15 + 4096 * 1e-12),
                new HypergridReward(Variant.SPARSE, 1e-12, 1, 0).logPartition(new Hypergrid(4, 8)).orElseThrow(),
                1e-12);
    }

    @Test
    void hugeGridsHaveALogPartitionToo() {
        assertEquals(1000 * Math.log(1000) + Math.log(0.1),
                new HypergridReward(0.1, 0.5, 2).logPartition(new Hypergrid(1000, 1000)).orElseThrow(), 1e-6);
    }

    @Test
    void constantsThatWouldMakeARewardOfZeroAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HypergridReward(0, 0.5, 2));
        assertThrows(IllegalArgumentException.class, () -> new HypergridReward(0.1, -0.1, 2));
        assertThrows(IllegalArgumentException.class, () -> new HypergridReward(0.1, 0.5, -1));
        assertThrows(IllegalArgumentException.class, () -> new HypergridReward(Double.NaN, 0.5, 2));
        assertThrows(IllegalArgumentException.class, () -> new HypergridReward(0.1, Double.POSITIVE_INFINITY, 2));
        assertThrows(IllegalArgumentException.class,
                () -> new HypergridReward(Variant.SPARSE, 1e-12, 1, 0).on(new Hypergrid(2, 3)));
        assertThrows(IllegalArgumentException.class,
                () -> new HypergridReward(0.1, 0.5, 2).on(new Sequence("DNA", "ACGT", 4, 4)));
    }
}
