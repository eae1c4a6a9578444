package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoisyRolloutTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final Policy POLICY = new Policy(GRID,
            new Architecture(List.of(32, 32), Activation.RELU, BackwardPolicy.LEARNED, false), 0);
    private static final int COUNT = 40;

    private static float[] random() {
        final float[] parameters = new float[POLICY.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (CounterRandom.uniform(5, 0, i) - 0.5);
        }
        return parameters;
    }

    private static Trajectories fill(final BatchSource source, final Exploration exploration, final long stream) {
        final Trajectories batch = new Trajectories(POLICY, COUNT);
        source.fill(batch, new JavaBackend(), random(), COUNT, Conditions.none(COUNT), exploration, 1, stream);
        return batch;
    }

    private static int[] objects(final Trajectories batch) {
        return Arrays.copyOf(batch.objects(), COUNT * 2);
    }

    /** Pitfall 12. One letter of four, so that the biases of the output layer are the logits. */
    @Test
    void trajectoriesAreScoredWithThePolicyWithoutTheNoise() {
        final Sequence letters = new Sequence("letters", "ABCD", 1, 1);
        final Policy policy = new Policy(letters,
                new Architecture(List.of(1), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final double[] logits = {0, 1, 2, -20};
        final float[] parameters = policy.initialParameters(1);
        for (int a = 0; a < 4; a++) {
            parameters[policy.logPartitionAt() - 4 + a] = (float) logits[a];
        }
        final double normaliser = Math.log(1 + Math.E + Math.exp(2) + Math.exp(-20));
        final Trajectories batch = new Trajectories(policy, COUNT);
        int rare = 0;
        for (int stream = 0; stream < 100 * COUNT; stream += COUNT) {
            new NoisyRollout(30).fill(batch, new JavaBackend(), parameters, COUNT, Conditions.none(COUNT),
                    Exploration.NONE, 1, stream);
            for (int b = 0; b < COUNT; b++) {
                final int letter = "ABCD".indexOf(letters.text(batch.objects(), b * letters.stateLength()));
                assertEquals(logits[letter] - normaliser, batch.logWeight(b), 1e-5);
                rare += letter == 3 ? 1 : 0;
            }
        }
        assertTrue(rare > COUNT, "with the noise, what the policy never does happens " + rare + " times");
    }

    @Test
    void withoutNoiseItIsTheRolloutOfThePolicyAndNoiseFallsWithTheExploration() {
        final int[] own = objects(fill(BatchSource.ON_POLICY, Exploration.NONE, 0));
        assertArrayEquals(own, objects(fill(new NoisyRollout(0), Exploration.NONE, 0)));
        assertArrayEquals(own, objects(fill(new NoisyRollout(3), Exploration.NONE.at(1), 0)));
        assertEquals(0.5, Exploration.NONE.at(0.25).strength());
        assertArrayEquals(objects(fill(new NoisyRollout(1.5), Exploration.NONE, 0)),
                objects(fill(new NoisyRollout(3), Exploration.NONE.at(0.25), 0)));
    }

    /** Deviations of weights are σ/√p · E|ε|, with E|ε| = √(2/π), those of biases σ/√p · √E|ε|; nothing else moves. */
    @Test
    void theNoiseHasThePublishedDeviationInThePoliciesLastLayerAndNowhereElse() {
        final int draws = 4000;
        final int length = POLICY.parameterCount();
        final double[] sum = new double[length];
        final double[] squares = new double[length];
        final float[] vector = new float[length];
        for (int draw = 0; draw < draws; draw++) {
            Arrays.fill(vector, 0f);
            POLICY.addNoise(vector, 2, 1, draw);
            for (int i = 0; i < length; i++) {
                sum[i] += vector[i];
                squares[i] += vector[i] * vector[i];
            }
        }
        // the last layer's outputs: 3 forward, 2 backward; log Z is the last parameter
        final int from = length - 1 - 33 * 5;
        final double expected = Math.sqrt(2 / Math.PI);
        for (int i = 0; i < length; i++) {
            final boolean touched = i >= from && i < length - 1 && (i - from) % 5 < 3;
            final double variance = 4.0 / 32 * (i >= length - 6 ? expected : expected * expected);
            assertEquals(touched ? variance : 0, squares[i] / draws, 0.15 * variance);
            assertEquals(0, sum[i] / draws, touched ? 5 * Math.sqrt(variance / draws) : 0);
        }
    }

    private static TrainerSettings settings(final int updates, final int batch, final int threads) {
        return new TrainerSettings(updates, batch, new Optimisation(3e-3, 0.1), Exploration.NONE,
                Double.POSITIVE_INFINITY, 1, threads, false, false, 1000);
    }

    private static TrainingProcedure procedure(final BatchSource source) {
        return new TrainingProcedure(List.of(new Phase(source, new TrajectoryBalance())));
    }

    private static TrainingProcedure procedure(final double noise) {
        return procedure(new NoisyRollout(noise));
    }

    private static TrainingResult train(final TrainingProcedure procedure, final TrainerSettings settings) {
        return new Trainer(POLICY, REWARD, procedure, settings, new JavaBackend()).train(Progress.NONE,
                state -> {}, Double.POSITIVE_INFINITY);
    }

    /** Pitfall 12: scored with the noisy policy, log Z settles somewhere else. Here the noise stays to the end. */
    @Test
    void noiseDoesNotChangeWhatIsLearned() {
        final BatchSource stays = (batch, backend, parameters, count, conditions, exploration, seed,
                stream) -> new NoisyRollout(2).fill(batch, backend, parameters, count, conditions, Exploration.NONE,
                        seed, stream);
        final float[] parameters = train(procedure(stays), settings(2000, 64, 2)).parameters();
        final StateSpace space = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
        // from the closed form
        assertEquals(3.109061, parameters[POLICY.logPartitionAt()], 0.03);
        assertTrue(Distances.totalVariation(
                new ExactDistribution(space, POLICY, parameters, new JavaBackend(), Progress.NONE).probability(),
                TargetDistribution.of(space, REWARD, Progress.NONE).probability()) <= 0.02);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        final float[] alone = train(procedure(2), settings(20, 150, 1)).parameters();
        assertArrayEquals(alone, train(procedure(2), settings(20, 150, 3)).parameters());
        assertFalse(Arrays.equals(alone, train(procedure(0), settings(20, 150, 1)).parameters()));
    }

    @Test
    void aRunGoesOnWithTheSameNoiseOnly() {
        final TrainerSettings settings = settings(20, 70, 1);
        final Trainer cut = new Trainer(POLICY, REWARD, procedure(2), settings, new JavaBackend());
        final AtomicInteger left = new AtomicInteger(30);
        cut.train(new Progress() {
            @Override
            public boolean isCancelled() {
                return left.getAndDecrement() <= 0;
            }
        }, state -> {}, Double.POSITIVE_INFINITY);
        assertTrue(cut.result().updates() < 20);
        final float[] resumed = Trainer.resumed(POLICY, REWARD, procedure(2), settings, new JavaBackend(), cut.state())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
        assertArrayEquals(train(procedure(2), settings).parameters(), resumed);
        final String message = assertThrows(IllegalArgumentException.class, () -> Trainer.resumed(POLICY, REWARD,
                procedure(1), settings, new JavaBackend(), cut.state())).getMessage();
        assertTrue(message.contains("noise"), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 101, Double.NaN})
    void noiseOutOfRangeIsRefused(final double noise) {
        final String message = assertThrows(IllegalArgumentException.class, () -> new NoisyRollout(noise)).getMessage();
        assertTrue(message.contains("noise"), message);
    }
}
