package org.gflownet4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** Mistakes of published evaluations, by their number in the list of known pitfalls. */
class EvaluationPitfallsTest {

    @Test
    void pitfall35_theMeanL1LooksLikeZeroWhereTheSumSaysThatNothingMatches() {
        final int size = 200_000;
        final double[] p = new double[size];
        final double[] q = new double[size];
        Arrays.fill(p, 0, size / 2, 2.0 / size);
        Arrays.fill(q, size / 2, size, 2.0 / size);
        assertEquals(1, Distances.totalVariation(p, q), 1e-9);
        assertEquals(2, Distances.l1Sum(p, q), 1e-9);
        assertEquals(1e-5, Distances.l1Mean(p, q), 1e-12);
        assertEquals(Math.log(2), Distances.jensenShannon(p, q), 1e-9);
    }

    @Test
    void pitfall36_correlationsAreBlindToTemperatureSlopeAndFlowConsistencyAreNot() {
        final double[] logReward = new double[500];
        Arrays.setAll(logReward, i -> 3 * CounterRandom.uniform(5, 0, i));
        final TargetDistribution target = TargetDistribution.of(logReward);
        // a sampler of R³
        final double[] logP = TargetDistribution.of(Arrays.stream(logReward).map(r -> 3 * r).toArray())
                .logProbability();
        assertEquals(1, Distances.spearman(logP, logReward), 1e-12);
        assertEquals(1, Distances.pearson(logP, logReward), 1e-12);
        assertEquals(1.0 / 3, Distances.slope(logP, logReward, target.probability()), 1e-12);
        final double tv = Distances.totalVariation(Arrays.stream(logP).map(Math::exp).toArray(),
                target.probability());
        assertTrue(tv > 0.3, "total variation " + tv);
        assertEquals(tv, FlowConsistency.DEFAULT.of(logP, logReward, 1).value(), 0.05);
        // and a perfect sampler, of unnormalised log-probabilities at that, is consistent
        assertEquals(0, FlowConsistency.DEFAULT.of(Arrays.stream(logReward).map(r -> r - 40).toArray(), logReward, 1)
                .value(), 1e-12);
    }

    @Test
    void pitfall37_theDiversityOfTwoObjectsIsTheirDistance() {
        final Sequence sequences = new Sequence("Two", "ab", 1, 4);
        final int[] states = new int[3 * sequences.stateLength()];
        sequences.parse("aaaa", states, 0);
        sequences.parse("abab", states, sequences.stateLength());
        sequences.parse("bbbb", states, 2 * sequences.stateLength());
        assertEquals(2, Diversity.of(sequences, states, new int[]{0, 1}, 1, Progress.NONE));
        assertEquals((2 + 2 + 4) / 3.0, Diversity.of(sequences, states, new int[]{0, 1, 2}, 1, Progress.NONE));
    }

    @Test
    void pitfall38_aMeanRewardThatIsTooHighIsAnErrorToo() {
        assertEquals(0.25, Distances.relativeError(0.75, 1));
        assertEquals(0.25, Distances.relativeError(1.25, 1));
        assertEquals(2, Distances.relativeError(3, 1));
        // a model's figure against the sum by hand, for a target whose mean reward the model overshoots
        final RandomModel model = RandomModel.on(new Hypergrid(2, 3), BackwardPolicy.UNIFORM);
        final double[] logP = model.law().logProbability();
        final TargetDistribution flat = TargetDistribution.of(Arrays.stream(logP).map(l -> l / 8).toArray());
        double ofModel = 0;
        double ofTarget = 0;
        for (int i = 0; i < logP.length; i++) {
            ofModel += Math.exp(logP[i] + flat.logReward()[i]);
            ofTarget += flat.probability()[i] * Math.exp(flat.logReward()[i]);
        }
        assertTrue(ofModel > 1.02 * ofTarget, ofModel + " and " + ofTarget);
        final double figure = new ExactMetrics(model.law(), flat).distances(new int[]{0, 1}, 1).stream()
                .filter(metric -> metric.name().equals("relative_mean_reward_error")).findFirst().orElseThrow()
                .value();
        assertEquals(ofModel / ofTarget - 1, figure, 1e-12);
    }

    @Test
    void pitfall10_backwardWalksTakeTheRewardOfTheObjectThatTheyBeginAt() {
        final RandomModel model = RandomModel.on(new Hypergrid(2, 4), BackwardPolicy.LEARNED);
        final TargetDistribution target = model.someTarget();
        final int[] drawn = target.sample(20_000, 7);
        final double[] logReward = Arrays.stream(drawn).mapToDouble(object -> target.logReward()[object]).toArray();
        final Estimate eubo = PartitionEstimates.eubo(model.sampler(), model.states(drawn), logReward, 8,
                Progress.NONE);
        final double exact = model.law().eubo(target);
        assertEquals(exact, eubo.value(), 5 * eubo.standardError());
        // with the reward of the state where the walks end, s₀, it would be as far off as this:
        final double wrong = Arrays.stream(logReward).average().orElseThrow() - target.logReward()[0];
        assertTrue(Math.abs(wrong) > 20 * eubo.standardError(), "the test would not see the mistake");
    }
}
