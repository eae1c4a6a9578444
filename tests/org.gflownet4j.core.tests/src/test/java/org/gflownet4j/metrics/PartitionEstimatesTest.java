package org.gflownet4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.sample.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionEstimatesTest {

    private static final int DRAWS = 20_000;

    private static Estimate eubo(final RandomModel model, final TargetDistribution target) {
        final int[] drawn = target.sample(DRAWS, 7);
        return PartitionEstimates.eubo(model.sampler(), model.states(drawn),
                IntStream.of(drawn).mapToDouble(object -> target.logReward()[object]).toArray(), 8, Progress.NONE);
    }

    @Test
    void meansAndLogMeansWithTheirErrorsByHand() {
        final Estimate mean = Estimate.ofMean(new double[]{1, 2, 6});
        assertEquals(3, mean.value(), 1e-15);
        // variance (4 + 1 + 9)/2 = 7
        assertEquals(Math.sqrt(7.0 / 3), mean.standardError(), 1e-15);
        final Estimate logMean = Estimate.ofLogMean(
                new double[]{1000 + Math.log(1), 1000 + Math.log(2), 1000 + Math.log(6)});
        assertEquals(1000 + Math.log(3), logMean.value(), 1e-12);
        assertEquals(Math.sqrt(7.0 / 3) / 3, logMean.standardError(), 1e-12);
        assertTrue(Double.isNaN(Estimate.ofMean(new double[]{4}).standardError()));
    }

    @ParameterizedTest
    @EnumSource
    void estimatesFromDrawsAgreeWithTheExactFigures(final BackwardPolicy backward) {
        final RandomModel model = RandomModel.on(new Hypergrid(2, 4), backward);
        final TargetDistribution target = model.someTarget();
        final Draws draws = model.draw(DRAWS, target, 3);
        final Estimate elbo = PartitionEstimates.elbo(draws.logReward(), draws.logWeight());
        final Estimate eubo = eubo(model, target);
        final Estimate importance = PartitionEstimates.importanceLogPartition(draws.logReward(), draws.logWeight());
        assertEquals(model.law().elbo(target.logReward()), elbo.value(), 5 * elbo.standardError());
        assertEquals(model.law().eubo(target), eubo.value(), 5 * eubo.standardError());
        assertEquals(target.logPartition(), importance.value(), 5 * importance.standardError());
        assertTrue(importance.standardError() < 0.2 && importance.standardError() > 1e-4);
        assertTrue(elbo.value() < target.logPartition() && target.logPartition() < eubo.value());
    }

    @Test
    void ofAPerfectModelEveryTrajectorySaysLogZ() {
        // the rewards are made for the model, in a tree, where trajectories are objects
        final RandomModel model = RandomModel.on(new Sequence("Two", "ab", 1, 4), BackwardPolicy.UNIFORM);
        final TargetDistribution target = model.perfectTarget(2.5);
        final Draws draws = model.draw(500, target, 3);
        for (final Estimate estimate : new Estimate[]{PartitionEstimates.elbo(draws.logReward(), draws.logWeight()),
                PartitionEstimates.importanceLogPartition(draws.logReward(), draws.logWeight()),
                eubo(model, target)}) {
            assertEquals(2.5, estimate.value(), 1e-9);
            assertEquals(0, estimate.standardError(), 1e-9);
        }
        assertEquals(2.5, target.logPartition(), 1e-12);
        assertEquals(2.5, model.law().elbo(target.logReward()), 1e-9);
        assertEquals(2.5, model.law().eubo(target), 1e-9);
    }

    @Test
    void outsideATreeAPerfectLawOfObjectsLeavesAGapIfTheBackwardPolicyIsAnother() {
        final RandomModel model = RandomModel.on(new Hypergrid(2, 4), BackwardPolicy.UNIFORM);
        final TargetDistribution target = model.perfectTarget(2.5);
        assertEquals(0, Distances.totalVariation(model.law().probability(), target.probability()), 1e-12);
        assertTrue(model.law().elbo(target.logReward()) < 2.49);
        assertTrue(model.law().eubo(target) > 2.51);
    }

    @ParameterizedTest
    @EnumSource
    void logProbabilitiesAverageToTheExactOnesAndTheirErrorsAreRight(final BackwardPolicy backward) {
        final RandomModel model = RandomModel.on(new Hypergrid(2, 4), backward);
        final double[] exact = model.law().logProbability();
        final int[] objects = model.states(IntStream.range(0, exact.length).toArray());
        final int repeats = 400;
        final int walks = 200;
        final double[][] logP = new double[exact.length][repeats];
        final double[] claimed = new double[exact.length];
        for (int r = 0; r < repeats; r++) {
            final Sampler.Estimates estimates = model.sampler().estimate(objects, exact.length, walks, r,
                    Progress.NONE);
            for (int i = 0; i < exact.length; i++) {
                logP[i][r] = estimates.logProbability()[i];
                claimed[i] += estimates.standardError()[i] / repeats;
            }
        }
        int several = 0;
        for (int i = 0; i < exact.length; i++) {
            // averaged as probabilities, estimates are unbiased, whatever the number of walks
            final Estimate mean = Estimate.ofMean(Arrays.stream(logP[i]).map(Math::exp).toArray());
            assertEquals(Math.exp(exact[i]), mean.value(), 5 * mean.standardError() + 1e-9);
            final double spread = Estimate.ofMean(logP[i]).standardError() * Math.sqrt(repeats);
            // 400 repeats tell a standard deviation to 4 %; the delta method is good to first order, for small errors
            if (spread < 0.1) {
                assertEquals(spread, claimed[i], 0.15 * spread + 1e-6, "object " + i);
            }
            several += spread > 0.01 && spread < 0.1 ? 1 : 0;
        }
        assertTrue(several >= 6, "many cells have ways to them that differ: " + several);
    }

    @Test
    void inATreeThereIsNoErrorAndFromOneWalkItIsUnknown() {
        final RandomModel tree = RandomModel.on(new Sequence("Two", "ab", 1, 4), BackwardPolicy.UNIFORM);
        assertEquals(0, tree.sampler().estimate(tree.states(3), 1, 20, 1, Progress.NONE).standardError()[0]);
        final RandomModel grid = RandomModel.on(new Hypergrid(2, 4), BackwardPolicy.UNIFORM);
        assertTrue(Double.isNaN(grid.sampler().estimate(grid.states(5), 1, 1, 1, Progress.NONE).standardError()[0]));
    }
}
