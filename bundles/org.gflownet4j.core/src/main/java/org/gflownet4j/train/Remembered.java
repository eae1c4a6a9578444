package org.gflownet4j.train;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.sample.TrajectoryMemory;

/**
 * Trajectories that phases before drew not long ago, walked again and scored with the parameters as they are now. With one
 * batch, exactly that one, in its order; with more, trajectories of these batches drawn at random, each as likely as any
 * other. As long as nothing was drawn, fresh ones.
 *
 * @param batches how many are remembered, 1 to {@value #MOST_BATCHES}
 */
public record Remembered(int batches) implements BatchSource {

    /** More would not be recent. */
    public static final int MOST_BATCHES = 1000;

    /** The trajectories of the phase that last drew some. */
    public static final Remembered LATEST = new Remembered(1);

    /** Keeps these draws apart from those of steps, which use the run's seed. */
    private static final long DRAW = 0x6D656D6F7279L;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException in words for a user, if it is out of range
     */
    public Remembered {
        if (batches < 1 || batches > MOST_BATCHES) {
            throw new IllegalArgumentException("The number of batches to remember is 1 to " + MOST_BATCHES + ", not "
                    + batches + ".");
        }
    }

    @Override
    public String title() {
        return batches == 1 ? "the batch before" : "the last " + batches + " batches";
    }

    @Override
    public int remembers() {
        return batches;
    }

    @Override
    public BatchSource of(final TrajectoryMemory memory, final int batchSize) {
        return (batch, backend, parameters, count, conditions, exploration, seed, stream) -> {
            if (memory.added() == 0) {
                ON_POLICY.fill(batch, backend, parameters, count, conditions, exploration, seed, stream);
            } else {
                memory.walk(batch, backend, parameters, numbers(memory, batchSize, count, seed, stream), conditions);
            }
        };
    }

    /** Streams count the trajectories drawn, and all of them were added: the latest batch has those before this stream. */
    private long[] numbers(final TrajectoryMemory memory, final int batchSize, final int count, final long seed,
            final long stream) {
        final long recent = Math.min(memory.added(), (long) batches * batchSize);
        final long drawSeed = CounterRandom.bits(seed, Long.MIN_VALUE, DRAW);
        final long[] numbers = new long[count];
        for (int b = 0; b < count; b++) {
            numbers[b] = batches == 1 ? stream + b - batchSize
                    : memory.added() - 1 - (long) (recent * CounterRandom.uniform(drawSeed, stream + b, 0));
        }
        return numbers;
    }

    @Override
    public void fill(final Trajectories batch, final ComputeBackend backend, final float[] parameters, final int count,
            final Conditions conditions, final Exploration exploration, final long seed, final long stream) {
        throw new IllegalStateException("Remembered trajectories are those of a run; ask it for them.");
    }
}
