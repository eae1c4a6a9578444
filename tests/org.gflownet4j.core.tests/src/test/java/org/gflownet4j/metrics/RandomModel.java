package org.gflownet4j.metrics;

import java.util.Arrays;
import java.util.List;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.sample.Sampler;

/** A policy with random parameters on an enumerated space. */
record RandomModel(StateSpace space, Policy policy, float[] parameters) {

    static RandomModel on(final Environment environment, final BackwardPolicy backward) {
        final Policy policy = new Policy(environment,
                new Architecture(List.of(9), Activation.RELU, backward, false), 0);
        final float[] parameters = new float[policy.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (1.2 * CounterRandom.uniform(11, 0, i) - 0.6);
        }
        return new RandomModel(StateSpace.of(environment, 10_000, Progress.NONE).orElseThrow(), policy, parameters);
    }

    ExactDistribution law() {
        return new ExactDistribution(space, policy, parameters, new JavaBackend(), Progress.NONE);
    }

    Sampler sampler() {
        return new Sampler(policy, parameters, new JavaBackend());
    }

    /** Rewards, for each object, from e⁻¹ to e. */
    TargetDistribution someTarget() {
        final double[] logReward = new double[space.objects().length];
        Arrays.setAll(logReward, i -> CounterRandom.uniform(12, 0, i) * 2 - 1);
        return TargetDistribution.of(logReward);
    }

    /** The rewards that this model samples perfectly, with the given log Z. */
    TargetDistribution perfectTarget(final double logPartition) {
        return TargetDistribution.of(Arrays.stream(law().logProbability()).map(logP -> logP + logPartition).toArray());
    }

    /** The states of some objects, {@code [object][stateLength]}. */
    int[] states(final int... objects) {
        final int width = space.environment().stateLength();
        final int[] states = new int[objects.length * width];
        for (int i = 0; i < objects.length; i++) {
            System.arraycopy(space.states(), space.objects()[objects[i]] * width, states, i * width, width);
        }
        return states;
    }

    Draws draw(final int count, final TargetDistribution target, final long seed) {
        final int width = space.environment().stateLength();
        final int[] states = new int[count * width];
        final double[] logReward = new double[count];
        final double[] logWeight = new double[count];
        final int[] drawn = {0};
        sampler().draw(count, seed, batch -> {
            System.arraycopy(batch.objects(), 0, states, drawn[0] * width, batch.count() * width);
            for (int b = 0; b < batch.count(); b++) {
                logReward[drawn[0]] = target.logReward()[Arrays.binarySearch(space.objects(),
                        space.find(batch.objects(), b * width))];
                logWeight[drawn[0]++] = batch.logWeight(b);
            }
        }, Progress.NONE);
        return new Draws(space.environment(), states, logReward, logWeight);
    }
}
