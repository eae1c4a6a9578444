package org.gflownet4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.sample.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExactDistributionTest {

    private static Policy policy(final Environment environment, final BackwardPolicy backward) {
        return new Policy(environment, new Architecture(List.of(9), Activation.RELU, backward, false), 0);
    }

    private static float[] randomParameters(final Policy policy) {
        final float[] parameters = new float[policy.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (2 * CounterRandom.uniform(11, 0, i) - 1);
        }
        return parameters;
    }

    /** Adds up the probability of every single path, one after the other. */
    private static final class Paths {
        private final Policy policy;
        private final EvaluatedStates states;
        private final StateSpace space;
        private final double[] probability;
        private double elbo;
        private double eubo;
        private final double[] logReward;
        private int count;

        Paths(final Policy policy, final float[] parameters, final StateSpace space, final double[] logReward) {
            this.policy = policy;
            this.space = space;
            this.states = policy.newEvaluatedStates();
            this.logReward = logReward;
            this.probability = new double[space.objects().length];
            for (int s = 0; s < space.size(); s++) {
                states.add(space.states(), s * space.environment().stateLength(), Conditions.none(1), 0);
            }
            policy.evaluate(new JavaBackend(), parameters, states);
            follow(0, 0, 0);
        }

        private void follow(final int s, final double logForward, final double logBackward) {
            final Environment environment = space.environment();
            final int at = s * environment.stateLength();
            if (environment.isComplete(space.states(), at)) {
                end(s, logForward, logBackward);
                return;
            }
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                final double next = logForward + policy.logForward(states, s, space.edgeAction(e));
                if (space.edgeTarget(e) == StateSpace.SINK) {
                    end(s, next, logBackward);
                } else {
                    final int target = space.edgeTarget(e);
                    final int backward = environment.backwardActionOf(space.states(), at, space.edgeAction(e));
                    follow(target, next, logBackward + (policy.learnsBackward()
                            ? policy.logLearnedBackward(states, target, backward)
                            : -Math.log(environment.parentCount(space.states(), target * environment.stateLength()))));
                }
            }
        }

        private void end(final int s, final double logForward, final double logBackward) {
            final int object = Arrays.binarySearch(space.objects(), s);
            probability[object] += Math.exp(logForward);
            elbo += Math.exp(logForward) * (logReward[object] + logBackward - logForward);
            eubo += Math.exp(logReward[object] + logBackward) * (logReward[object] + logBackward - logForward);
            count++;
        }
    }

    @ParameterizedTest
    @EnumSource
    void dynamicProgrammingEqualsTheSumOverAllPaths(final BackwardPolicy backward) {
        for (final Environment environment : List.of(new Hypergrid(2, 3), new Hypergrid(3, 2),
                new Sequence("Two", "ab", 1, 4))) {
            final Policy policy = policy(environment, backward);
            final float[] parameters = randomParameters(policy);
            final StateSpace space = StateSpace.of(environment, 1000, Progress.NONE).orElseThrow();
            final double[] logReward = new double[space.objects().length];
            Arrays.setAll(logReward, i -> CounterRandom.uniform(12, 0, i) * 2 - 1);
            final Paths paths = new Paths(policy, parameters, space, logReward);
            final ExactDistribution law = new ExactDistribution(space, policy, parameters, new JavaBackend(),
                    Progress.NONE);

            assertTrue(paths.count >= space.objects().length);
            assertEquals(1, Arrays.stream(law.probability()).sum(), 1e-12);
            for (int i = 0; i < logReward.length; i++) {
                assertEquals(paths.probability[i], law.probability()[i], 1e-12);
            }
            assertEquals(paths.elbo, law.elbo(logReward), 1e-10);
            final TargetDistribution target = TargetDistribution.of(logReward);
            assertEquals(paths.eubo / Math.exp(target.logPartition()), law.eubo(target), 1e-10);
            assertTrue(law.elbo(logReward) < target.logPartition());
            assertTrue(law.eubo(target) > target.logPartition());
            // both bounds differ from log Z by the divergence between the laws of whole trajectories, which is at least
            // that between the laws of objects, and equal to it in a tree
            final double reverse = Distances.kullbackLeibler(law.logProbability(), target.logProbability());
            final double forward = Distances.kullbackLeibler(target.logProbability(), law.logProbability());
            final double slack = environment.isTree() ? 1e-10 : Double.POSITIVE_INFINITY;
            assertTrue(target.logPartition() - law.elbo(logReward) - reverse > -1e-10);
            assertTrue(law.eubo(target) - target.logPartition() - forward > -1e-10);
            assertTrue(target.logPartition() - law.elbo(logReward) - reverse < slack);
            assertTrue(law.eubo(target) - target.logPartition() - forward < slack);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsDoesNotMatter(final BackwardPolicy backward) {
        // 4 096 states: more than the network evaluates at once
        final RandomModel model = RandomModel.on(new Hypergrid(4, 8), backward);
        try (Workers workers = new Workers(4)) {
            final ExactDistribution law = new ExactDistribution(model.space(), model.policy(), model.parameters(),
                    new JavaBackend(), workers, Progress.NONE);
            assertArrayEquals(model.law().logProbability(), law.logProbability());
            assertEquals(model.law().eubo(model.someTarget()), law.eubo(model.someTarget()));
            assertEquals(1, Arrays.stream(law.probability()).sum(), 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void logProbabilitiesByBackwardSamplingAreUnbiased(final BackwardPolicy backward) {
        final Hypergrid grid = new Hypergrid(2, 4);
        final Policy policy = policy(grid, backward);
        final float[] parameters = randomParameters(policy);
        final StateSpace space = StateSpace.of(grid, 1000, Progress.NONE).orElseThrow();
        final double[] exact = new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE)
                .probability();
        final double[] estimate = new Sampler(policy, parameters, new JavaBackend()).logProbability(space.states(),
                space.size(), 20_000, 3, Progress.NONE);
        for (int i = 0; i < exact.length; i++) {
            // 20 000 walks: the relative standard error is below 1 % for all of these cells
            assertEquals(1, Math.exp(estimate[i]) / exact[i], 0.04);
        }
    }

    @Test
    void inATreeLogProbabilitiesAreExact() {
        final Sequence sequences = new Sequence("Two", "ab", 1, 4);
        final Policy policy = policy(sequences, BackwardPolicy.UNIFORM);
        final float[] parameters = randomParameters(policy);
        final StateSpace space = StateSpace.of(sequences, 1000, Progress.NONE).orElseThrow();
        final double[] exact = new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE)
                .probability();
        final int width = sequences.stateLength();
        final int[] objects = new int[exact.length * width];
        for (int i = 0; i < exact.length; i++) {
            System.arraycopy(space.states(), space.objects()[i] * width, objects, i * width, width);
        }
        final double[] logP = new Sampler(policy, parameters, new JavaBackend()).logProbability(objects, exact.length,
                5,
                3, Progress.NONE);
        for (int i = 0; i < exact.length; i++) {
            assertEquals(Math.log(exact[i]), logP[i], 1e-9);
        }
    }

    @Test
    void samplesFollowTheExactDistribution() {
        final Hypergrid grid = new Hypergrid(2, 4);
        final Policy policy = policy(grid, BackwardPolicy.UNIFORM);
        final float[] parameters = randomParameters(policy);
        final StateSpace space = StateSpace.of(grid, 1000, Progress.NONE).orElseThrow();
        final double[] exact = new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE)
                .probability();
        final int draws = 50_000;
        final double[] frequency = new double[space.size()];
        new Sampler(policy, parameters, new JavaBackend()).draw(draws, 9, batch -> {
            for (int b = 0; b < batch.count(); b++) {
                frequency[space.find(batch.objects(), b * grid.stateLength())] += 1.0 / draws;
            }
        }, Progress.NONE);
        // a perfect sampler shows the noise floor on average; twice that is many standard deviations away
        final double floor = Distances.noiseFloor(exact, draws);
        assertTrue(Distances.totalVariation(frequency, exact) < 2 * floor);
    }

    @ParameterizedTest
    @CsvSource({"2, 8, 0.1, 3.109061", "4, 8, 0.01, 5.303106", "2, 16, 0.1, 4.183576", "2, 128, 0.01, 8.178594"})
    void logPartitionOfTheGridEqualsThePublishedOne(final int dimensions, final int side, final double r0,
            final double expected) {
        final StateSpace space = StateSpace.of(new Hypergrid(dimensions, side), 100_000, Progress.NONE).orElseThrow();
        final TargetDistribution target = TargetDistribution.of(space,
                new HypergridReward(r0, 0.5, 2).on(space.environment()), Progress.NONE);
        assertEquals(expected, target.logPartition(), 1e-6);
        assertEquals(1, Arrays.stream(target.probability()).sum(), 1e-12);
    }

    @Test
    void cellsOnABoundaryOfTheGridsRewardCountAsOutside() {
        // side 11: a_i takes the values .5, .4, .3, .2, .1, 0, so that .3 and .4 lie on the band's open boundaries
        final StateSpace space = StateSpace.of(new Hypergrid(1, 11), 100, Progress.NONE).orElseThrow();
        final double[] logReward = TargetDistribution
                .of(space, new HypergridReward(0.1, 0.5, 2).on(space.environment()), Progress.NONE).logReward();
        for (int x = 0; x < 11; x++) {
            assertEquals(Math.log(Math.abs(x - 5) >= 3 ? 0.6 : 0.1), logReward[x], 1e-12, "cell " + x);
        }
    }
}
