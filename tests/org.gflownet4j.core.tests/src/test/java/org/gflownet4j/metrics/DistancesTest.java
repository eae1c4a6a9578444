package org.gflownet4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.junit.jupiter.api.Test;

class DistancesTest {

    @Test
    void totalVariationAndDivergenceOfAHandComputedPair() {
        final double[] p = {0.5, 0.5, 0};
        final double[] q = {0.25, 0.25, 0.5};
        assertEquals(0.5, Distances.totalVariation(p, q), 1e-15);
        final double[] logP = Arrays.stream(p).map(Math::log).toArray();
        final double[] logQ = Arrays.stream(q).map(Math::log).toArray();
        assertEquals(Math.log(2), Distances.kullbackLeibler(logP, logQ), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, Distances.kullbackLeibler(logQ, logP));
        // probabilities too small for a double count all the same
        assertEquals(2000, Distances.kullbackLeibler(new double[]{0, -3000}, new double[]{-2000, 0}),
                1e-9);
    }

    @Test
    void noiseFloorEqualsTheMeanOverManyPerfectSamples() {
        final StateSpace space = StateSpace.of(new Hypergrid(2, 8), 1000, Progress.NONE).orElseThrow();
        final TargetDistribution target = TargetDistribution.of(space,
                new HypergridReward(0.1, 0.5, 2).on(space.environment()), Progress.NONE);
        final int draws = 300;
        final int repeats = 2000;
        double mean = 0;
        for (int r = 0; r < repeats; r++) {
            final double[] frequency = new double[space.objects().length];
            for (final int object : target.sample(draws, r)) {
                frequency[object] += 1.0 / draws;
            }
            mean += Distances.totalVariation(frequency, target.probability()) / repeats;
        }
        // the standard error of the mean over 2 000 repeats is about 0.0003
        assertEquals(mean, Distances.noiseFloor(target.probability(), draws), 0.0015);
        // published for this grid with 10 000 samples: .026
        assertEquals(0.026, Distances.noiseFloor(target.probability(), 10_000), 0.0005);
    }

    @Test
    void noiseFloorOfACoinIsExact() {
        // one throw: the frequency is 0 or 1, so TV is ½ for sure; two throws: TV is ½ or 0, each with probability ½
        assertEquals(0.5, Distances.noiseFloor(new double[]{0.5, 0.5}, 1), 1e-12);
        assertEquals(0.25, Distances.noiseFloor(new double[]{0.5, 0.5}, 2), 1e-12);
    }

    @Test
    void slopeUsesTheWeights() {
        final double[] x = {0, 1, 2, 100};
        final double[] y = {1, 3, 5, -7};
        assertEquals(2, Distances.slope(x, y, new double[]{1, 5, 2, 0}), 1e-12);
    }

    @Test
    void spearmanOfAMonotoneRelationIsOne() {
        final double[] x = {3, 1, 2, 10};
        assertEquals(1, Distances.spearman(x, Arrays.stream(x).map(Math::exp).toArray()), 1e-12);
        assertEquals(-1, Distances.spearman(x, Arrays.stream(x).map(v -> -v).toArray()), 1e-12);
    }

    @Test
    void theOtherDistancesOfAHandComputedPair() {
        final double[] p = {0.5, 0.5, 0};
        final double[] q = {0.25, 0.25, 0.5};
        assertEquals(1, Distances.l1Sum(p, q), 1e-15);
        assertEquals(1.0 / 3, Distances.l1Mean(p, q), 1e-15);
        // m = (3/8, 3/8, 1/4): ½ log(4/3) + ½ (½ log(2/3) + ½ log 2) = ½ log(4/3) + ¼ log(4/3)
        assertEquals(0.75 * Math.log(4.0 / 3), Distances.jensenShannon(p, q), 1e-15);
        assertEquals(Distances.jensenShannon(q, p), Distances.jensenShannon(p, q), 1e-15);
        assertEquals(Math.log(2), Distances.kullbackLeiblerWithFloor(p, q), 1e-15);
        // ½ log(½) + ½ log(½ / 10⁻²⁰)
        assertEquals(Math.log(0.5) + 10 * Math.log(10), Distances.kullbackLeiblerWithFloor(q, p), 1e-12);
    }

    @Test
    void flowConsistencyAveragesOverSets() {
        final double[] logP = {Math.log(0.5), Math.log(0.25), Math.log(0.25)};
        final double[] logReward = {0, 0, Math.log(2)};
        // pairs: (2/3, 1/3) to (1/2, 1/2): 1/6; (2/3, 1/3) to (1/3, 2/3): 1/3; (1/2, 1/2) to (1/3, 2/3): 1/6
        final Estimate pairs = new FlowConsistency(2, 20_000).of(logP, logReward, 1);
        assertEquals((1.0 / 6 + 1.0 / 3 + 1.0 / 6) / 3, pairs.value(), 5 * pairs.standardError());
        assertTrue(pairs.standardError() < 1e-3);
        // the one set of all: total variation of (½, ¼, ¼) and (¼, ¼, ½)
        assertEquals(0.25, FlowConsistency.DEFAULT.of(logP, logReward, 1).value(), 1e-12);
        assertTrue(Double.isNaN(FlowConsistency.DEFAULT.of(new double[]{1}, new double[]{1}, 1).value()));
        assertThrows(IllegalArgumentException.class, () -> new FlowConsistency(1, 5));
    }
}
