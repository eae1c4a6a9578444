package org.gflownet4j.train;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Activations;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.nn.Mlp;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.sample.Reading;

/**
 * The two networks of {@link Novelty}, and the training of the one that predicts. Batches come in shards; gradients are added up
 * in their order, so that the number of threads does not change a bit. As soon as the reward has faded, no states are looked
 * at, and the predictor rests.
 */
final class Distillation {

    /** Nothing is new. */
    static final Reading.StateRewards NOTHING = (states, evaluated, result) -> Arrays.fill(result, 0, evaluated.size(),
            0);

    /** Random stream of the networks' seeds, which no trajectory has. */
    private static final long STREAM = Long.MIN_VALUE;

    private static final String PREDICTOR = TrainingState.OTHER_NETWORK + "predictor";
    private static final String MEANS = PREDICTOR + "-means";
    private static final String SQUARES = PREDICTOR + "-squares";

    private final Novelty novelty;
    private final Environment environment;
    /** The shape of both networks. */
    private final Mlp network;
    private final float[] random;
    private final float[] predictor;
    private final Adam adam;
    private final Shard[] shards;

    /** Networks for a reward whose weight is above 0. */
    Distillation(final Environment environment, final Novelty novelty, final long seed, final int shards) {
        this.novelty = novelty;
        this.environment = environment;
        this.network = network(environment, novelty);
        this.random = new float[network.parameterCount()];
        this.predictor = new float[network.parameterCount()];
        this.adam = new Adam(network.parameterCount());
        this.shards = new Shard[shards];
        Arrays.setAll(this.shards, shard -> new Shard());
        final long randomSeed = CounterRandom.bits(seed, STREAM, 0);
        network.initialise(random, randomSeed);
        network.initialiseOutputs(random, randomSeed);
        // it says 0 of all states at first, and so is at a distance of about 1 everywhere
        network.initialise(predictor, CounterRandom.bits(seed, STREAM, 1));
    }

    private static Mlp network(final Environment environment, final Novelty novelty) {
        return new Mlp(environment.features(), environment.maxActiveFeatures(), 0,
                novelty.hidden().stream().mapToInt(Integer::intValue).toArray(), novelty.outputs(),
                Activation.LEAKY_RELU, 0);
    }

    /** Floats that it keeps, two checkpoints among them. */
    static double floats(final Environment environment, final Novelty novelty, final int batchSize, final int shards) {
        final double perState = novelty.hidden().stream().mapToInt(Integer::intValue).sum() + 2.0 * novelty.outputs();
        return network(environment, novelty).parameterCount() * (10.0 + shards)
                + 2 * perState * batchSize * environment.maxTrajectoryLength();
    }

    /** What the states of a shard's batch are worth; its reader is called once per batch. */
    Reading.StateRewards rewards(final ComputeBackend backend, final int shard, final double share) {
        final double weight = novelty.weightAt(share);
        shards[shard].count = 0;
        return weight == 0 ? NOTHING : (states, evaluated, result) -> shards[shard].look(backend, states,
                evaluated.size(), weight, result);
    }

    /** Computes a shard's part of the predictor's gradient; all shards must have been looked at. */
    void computeGradient(final ComputeBackend backend, final int shard) {
        if (shards[shard].count > 0) {
            shards[shard].computeGradient(backend, states());
        }
    }

    /** Distinct states of all shards at the last look. */
    private long states() {
        long sum = 0;
        for (final Shard shard : shards) {
            sum += shard.count;
        }
        return sum;
    }

    /** Takes a step with the gradients of all shards. */
    void step(final Workers workers) {
        if (states() == 0) {
            return;
        }
        adam.nextStep();
        final int length = predictor.length;
        workers.run((length + Descent.BLOCK - 1) / Descent.BLOCK, block -> {
            final int from = block * Descent.BLOCK;
            final int to = Math.min(length, from + Descent.BLOCK);
            final float[] sum = shards[0].gradient;
            for (int shard = 1; shard < shards.length; shard++) {
                final float[] part = shards[shard].gradient;
                for (int i = from; i < to; i++) {
                    sum[i] += part[i];
                }
            }
            adam.update(predictor, sum, from, to, novelty.learningRate());
        });
    }

    /** Copies what the next steps depend on; the random network comes from the seed. */
    void save(final TrainingState.Builder state) {
        final float[] means = new float[predictor.length];
        final float[] squares = new float[predictor.length];
        adam.copyState(means, squares);
        state.vector(PREDICTOR, predictor.clone()).vector(MEANS, means).vector(SQUARES, squares)
                .count("predictorSteps", adam.steps());
    }

    /** Goes on from what was saved. */
    void restore(final TrainingState state) {
        final float[] restored = state.finiteVector(PREDICTOR, predictor.length);
        adam.restore(state.vector(MEANS, predictor.length), state.vector(SQUARES, predictor.length),
                state.count("predictorSteps", Long.MAX_VALUE));
        System.arraycopy(restored, 0, predictor, 0, predictor.length);
    }

    /** What belongs to one shard. */
    private final class Shard {

        private final Activations randomRows = network.newActivations();
        private final Activations predictorRows = network.newActivations();
        private final float[] gradient = new float[predictor.length];
        /** {@code [row][output]}: predictor minus random network. */
        private float[] difference = new float[0];
        private int count;

        void look(final ComputeBackend backend, final int[] states, final int rows, final double weight,
                final double[] result) {
            count = rows;
            encode(states, rows, randomRows);
            encode(states, rows, predictorRows);
            network.forward(backend, random, randomRows, 0, rows);
            network.forward(backend, predictor, predictorRows, 0, rows);
            final int width = novelty.outputs();
            if (difference.length < rows * width) {
                difference = new float[2 * rows * width];
            }
            for (int row = 0; row < rows; row++) {
                double squares = 0;
                for (int i = row * width; i < (row + 1) * width; i++) {
                    difference[i] = predictorRows.outputs()[i] - randomRows.outputs()[i];
                    squares += (double) difference[i] * difference[i];
                }
                result[row] = weight * Math.sqrt(squares);
            }
        }

        private void encode(final int[] states, final int rows, final Activations target) {
            final int width = environment.stateLength();
            target.clear();
            for (int row = 0; row < rows; row++) {
                target.addRow();
                target.setActiveCount(row, environment.encode(states, row * width, target.active(),
                        row * environment.maxActiveFeatures()));
            }
        }

        void computeGradient(final ComputeBackend backend, final long statesOfAllShards) {
            final int length = count * novelty.outputs();
            final float factor = (float) (2.0 / statesOfAllShards / novelty.outputs());
            for (int i = 0; i < length; i++) {
                difference[i] *= factor;
            }
            network.backward(backend, predictor, predictorRows, difference, gradient);
        }
    }
}
