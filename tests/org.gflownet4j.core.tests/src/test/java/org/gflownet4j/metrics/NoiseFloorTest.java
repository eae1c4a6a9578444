package org.gflownet4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.junit.jupiter.api.Test;

class NoiseFloorTest {

    private static final double[] LAW = {0.6, 0.25, 0.15, 0};

    /** The mean of a figure over all 4ⁿ outcomes of n draws, each with its probability. */
    private static double enumerated(final int n, final ToDoubleFunction<double[]> figure) {
        double mean = 0;
        for (int outcome = 0; outcome < 1 << 2 * n; outcome++) {
            final double[] frequency = new double[4];
            double probability = 1;
            for (int draw = 0; draw < n; draw++) {
                final int object = outcome >> 2 * draw & 3;
                frequency[object] += 1.0 / n;
                probability *= LAW[object];
            }
            mean += probability > 0 ? probability * figure.applyAsDouble(frequency) : 0;
        }
        return mean;
    }

    @Test
    void floorsEqualTheMeanOverEveryOutcomeOfTheDraws() {
        for (final int n : new int[]{1, 2, 5, 7}) {
            assertEquals(enumerated(n, f -> Distances.totalVariation(f, LAW)), Distances.noiseFloor(LAW, n), 1e-12);
            assertEquals(enumerated(n, f -> Distances.l1Sum(f, LAW)), NoiseFloor.l1Sum(LAW, n), 1e-12);
            assertEquals(enumerated(n, f -> Distances.l1Mean(f, LAW)), NoiseFloor.l1Mean(LAW, n), 1e-12);
            assertEquals(enumerated(n, f -> Distances.jensenShannon(f, LAW)), NoiseFloor.jensenShannon(LAW, n),
                    1e-12);
            assertEquals(enumerated(n, f -> Distances.kullbackLeiblerWithFloor(f, LAW)),
                    NoiseFloor.kullbackLeibler(LAW, n), 1e-12);
            assertEquals(enumerated(n, f -> Arrays.stream(f).filter(share -> share > 0).count()),
                    NoiseFloor.distinct(LAW, n), 1e-12);
        }
    }

    @Test
    void summedOutTheFloorOfTotalVariationEqualsDeMoivresFormula() {
        // the sum over binomial numbers, on which the other floors rest, against the closed form
        for (final int n : new int[]{1, 10, 1000, 1_000_000, 10_000_000}) {
            final double[] law = {0.7, 0.2, 0.0999, 1e-4};
            assertEquals(Distances.noiseFloor(law, n),
                    NoiseFloor.expected(law, n, (f, p) -> Math.abs(f - p) / 2), 1e-9);
        }
    }

    @Test
    void aSureThingHasNoNoise() {
        final double[] sure = {0, 1, 0};
        assertEquals(0, NoiseFloor.jensenShannon(sure, 9));
        assertEquals(0, NoiseFloor.kullbackLeibler(sure, 9));
        assertEquals(1, NoiseFloor.distinct(sure, 9));
    }

    @Test
    void theDivergenceOfManyDrawsIsTheOneOfStatisticalTheory() {
        // 2n KL(frequencies‖law) is χ² with |X| − 1 degrees of freedom, and JSD a quarter of KL near 0
        final StateSpace space = StateSpace.of(new Hypergrid(2, 8), 1000, Progress.NONE).orElseThrow();
        final double[] law = TargetDistribution.of(space, new HypergridReward(0.1, 0.5, 2).on(space.environment()),
                Progress.NONE).probability();
        final int n = 1_000_000;
        assertEquals(63.0 / (2 * n), NoiseFloor.kullbackLeibler(law, n), 1e-3 * 63 / (2 * n));
        assertEquals(63.0 / (8 * n), NoiseFloor.jensenShannon(law, n), 1e-3 * 63 / (8 * n));
    }

    @Test
    void pitfall35_aPerfectSampleIsAtTheFloorAndNotAtZero() {
        final StateSpace space = StateSpace.of(new Hypergrid(2, 8), 1000, Progress.NONE).orElseThrow();
        final TargetDistribution target = TargetDistribution.of(space,
                new HypergridReward(0.1, 0.5, 2).on(space.environment()), Progress.NONE);
        final int n = 300;
        final int repeats = 1000;
        double jsd = 0;
        double kl = 0;
        for (int r = 0; r < repeats; r++) {
            final double[] frequency = new double[64];
            for (final int object : target.sample(n, r)) {
                frequency[object] += 1.0 / n;
            }
            jsd += Distances.jensenShannon(frequency, target.probability()) / repeats;
            kl += Distances.kullbackLeiblerWithFloor(frequency, target.probability()) / repeats;
        }
        // standard deviations of single samples are about .005 and .017
        assertEquals(jsd, NoiseFloor.jensenShannon(target.probability(), n), 1e-3);
        assertEquals(kl, NoiseFloor.kullbackLeibler(target.probability(), n), 3e-3);
    }
}
