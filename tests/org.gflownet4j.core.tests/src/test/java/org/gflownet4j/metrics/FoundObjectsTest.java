package org.gflownet4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.junit.jupiter.api.Test;

/** Modes, top-k and diversity, and what a perfect sampler would show of them. */
class FoundObjectsTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final StateSpace SPACE = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
    private static final TargetDistribution TARGET = TargetDistribution.of(SPACE,
            new HypergridReward(0.1, 0.5, 2).on(GRID), Progress.NONE);

    private static Draws draws(final double[] reward, final int... cells) {
        return new Draws(GRID, cells, Arrays.stream(reward).map(Math::log).toArray(), new double[reward.length]);
    }

    /** Draws of a perfect sampler. */
    private static Draws perfect(final int count, final long seed) {
        final int[] cells = new int[2 * count];
        final double[] logReward = new double[count];
        final int[] drawn = TARGET.sample(count, seed);
        for (int i = 0; i < count; i++) {
            System.arraycopy(SPACE.states(), SPACE.objects()[drawn[i]] * 2, cells, 2 * i, 2);
            logReward[i] = TARGET.logReward()[drawn[i]];
        }
        return new Draws(GRID, cells, logReward, new double[count]);
    }

    @Test
    void aModeIsFoundOnceHoweverOftenItIsDrawnOrListed() {
        final Modes modes = new Modes(GRID, new int[]{1, 1, 6, 6, 1, 1, 1, 6}, 4);
        assertEquals(3, modes.count());
        assertEquals(2, modes.found(new int[]{1, 1, 1, 1, 0, 0, 6, 6, 6, 1}, 5, Progress.NONE));
        assertEquals(0, modes.found(new int[]{1, 1}, 0, Progress.NONE));
    }

    @Test
    void aBallIsFoundByWhatIsNear() {
        final int[] corners = {0, 0, 7, 7};
        final int[] drawn = {1, 1, 7, 4};
        assertEquals(0, new Modes(GRID, corners, 2).found(drawn, 2, Progress.NONE));
        assertEquals(0, new Modes(GRID, corners, 2, 1).found(drawn, 2, Progress.NONE));
        assertEquals(1, new Modes(GRID, corners, 2, 2).found(drawn, 2, Progress.NONE));
        assertEquals(2, new Modes(GRID, corners, 2, 3).found(drawn, 2, Progress.NONE));
        // one draw can find several modes
        assertEquals(2, new Modes(GRID, corners, 2, 7).found(new int[]{3, 4}, 1, Progress.NONE));
    }

    @Test
    void aPerfectSamplerFindsAsManyModesAsSimulatedOnesDo() {
        final int draws = 40;
        final int repeats = 4000;
        for (final double radius : new double[]{0, 1}) {
            final Modes modes = new Modes(GRID, new int[]{1, 1, 1, 6, 0, 0, 3, 3}, 4, radius);
            double found = 0;
            for (int r = 0; r < repeats; r++) {
                found += (double) modes.found(perfect(draws, r).states(), draws, Progress.NONE) / repeats;
            }
            // at most four modes: the standard error of the mean is below .02
            assertEquals(found, modes.expectedFound(SPACE, TARGET, draws, Progress.NONE), 0.06);
        }
        final int corner = Arrays.binarySearch(SPACE.objects(), SPACE.find(new int[]{1, 1}, 0));
        assertEquals(1 - Math.pow(1 - TARGET.probability()[corner], 10),
                new Modes(GRID, new int[]{1, 1}, 1).expectedFound(SPACE, TARGET, 10, Progress.NONE), 1e-12);
        // a ball around everything has all the mass, and a cell outside of the grid none
        assertEquals(1, new Modes(GRID, new int[]{3, 3}, 1, 99).expectedFound(SPACE, TARGET, 1, Progress.NONE), 1e-12);
        assertEquals(0, new Modes(GRID, new int[]{9, 9}, 1).expectedFound(SPACE, TARGET, 1000, Progress.NONE));
    }

    @Test
    void highRewardsCountOncePerObject() {
        final Draws draws = draws(new double[]{2, 2, 0.5, 1}, 1, 1, 1, 1, 0, 0, 2, 2);
        assertEquals(1, new RewardThreshold(Math.log(2)).found(draws));
        assertEquals(2, new RewardThreshold(Math.log(1)).found(draws));
        // the grid's four peaks: R = 2.6
        final RewardThreshold peak = new RewardThreshold(Math.log(2.6) - 1e-9);
        assertEquals(4, peak.count(TARGET));
        final double p = 2.6 / Math.exp(TARGET.logPartition());
        assertEquals(4 * (1 - Math.pow(1 - p, 12)), peak.expectedFound(TARGET, 12), 1e-9);
    }

    @Test
    void topObjectsAreUnique() {
        final Draws draws = draws(new double[]{3, 1, 3, 2, 3, 2.5}, 1, 1, 0, 0, 1, 1, 2, 2, 4, 4, 5, 5);
        final TopObjects top = TopObjects.of(draws, 3);
        assertArrayEquals(new int[]{0, 4, 5}, top.places());
        assertEquals((3 + 3 + 2.5) / 3, top.meanReward(), 1e-12);
        assertEquals((3 + 1 + 2 + 3 + 2.5) / 5, TopObjects.of(draws, 100).meanReward(), 1e-12);
    }

    @Test
    void randomPairsStandForAllOfThem() {
        final Draws draws = perfect(2000, 3);
        double sum = 0;
        for (int i = 0; i < 2000; i++) {
            for (int j = 0; j < i; j++) {
                sum += GRID.distance(draws.states(), 2 * i, draws.states(), 2 * j);
            }
        }
        final int[] all = IntStream.range(0, 2000).toArray();
        // 50 000 pairs with distances 0 to 14: the standard error is about .015
        assertEquals(sum / (2000 * 1999 / 2), Diversity.of(GRID, draws.states(), all, 1, Progress.NONE), 0.07);
        assertTrue(Double.isNaN(Diversity.of(GRID, draws.states(), new int[]{4}, 1, Progress.NONE)));
        assertEquals(0, Diversity.of(GRID, draws.states(), new int[1000], 1, Progress.NONE));
    }

    @Test
    void noRandomPairIsAnObjectWithItself() {
        // 46 cells, each two steps from any other, in so many dimensions that 1 000 random pairs stand for all 1 035
        final Hypergrid grid = new Hypergrid(1000, 2);
        final int[] cells = new int[46 * 1000];
        for (int i = 0; i < 46; i++) {
            cells[i * 1000 + i] = 1;
        }
        assertEquals(2, Diversity.of(grid, cells, IntStream.range(0, 46).toArray(), 1, Progress.NONE));
    }

    @Test
    void distancesOfLongObjectsAreTakenOfFewerPairs() {
        assertEquals(50_000, Diversity.mostPairs(GRID));
        assertEquals(1000, Diversity.mostPairs(new Sequence("DNA", "ACGT", 2000, 2000)));
    }

    @Test
    void whatAPerfectSamplerShowsIsWhatItsSamplesShow() {
        final int count = 150;
        final PerfectSampler perfect = PerfectSampler.of(SPACE, TARGET, count,
                Optional.of(new Modes(GRID, new int[]{1, 1, 0, 7, 3, 3}, 3)), 5, Progress.NONE);
        final int repeats = 500;
        final double[][] figures = new double[6][repeats];
        for (int r = 0; r < repeats; r++) {
            final Draws draws = perfect(count, 1000 + r);
            final TopObjects top = TopObjects.of(draws, TopObjects.USUAL);
            figures[0][r] = Arrays.stream(draws.logReward()).map(Math::exp).average().orElseThrow();
            figures[1][r] = top.meanReward();
            figures[2][r] = Diversity.of(GRID, draws.states(), top.places(), 1, Progress.NONE);
            figures[3][r] = Diversity.of(GRID, draws.states(), IntStream.range(0, count).toArray(), 1, Progress.NONE);
            figures[4][r] = draws.distinct().length;
            figures[5][r] = new Modes(GRID, new int[]{1, 1, 0, 7, 3, 3}, 3).found(draws.states(), count, Progress.NONE);
        }
        final double[] claimed = {perfect.meanReward(), perfect.topReward(), perfect.topDiversity(),
                perfect.diversity(), perfect.distinct(), perfect.modes()};
        for (int f = 0; f < figures.length; f++) {
            final Estimate mean = Estimate.ofMean(figures[f]);
            // the claim itself may come from 20 samples
            final double error = mean.standardError() * Math.sqrt(1 + repeats / 20.0);
            assertEquals(mean.value(), claimed[f], 4 * error + 1e-9, "figure " + f);
        }
        final double spread = Estimate.ofMean(figures[0]).standardError() * Math.sqrt(repeats);
        // a standard deviation from 500 repeats: to 3 %
        assertEquals(spread, perfect.meanRewardError(), 0.12 * spread);
        final double relative = Arrays.stream(figures[0])
                .map(value -> Distances.relativeError(value, TARGET.meanReward())).average().orElseThrow();
        assertEquals(relative, perfect.relativeMeanRewardError(), 0.15 * relative);
    }
}
