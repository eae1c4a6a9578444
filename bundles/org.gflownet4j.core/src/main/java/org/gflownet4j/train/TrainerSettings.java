package org.gflownet4j.train;

import org.gflownet4j.sample.Exploration;

/**
 * How long and how fast to train.
 *
 * @param updates gradient steps at most, at least 1
 * @param batchSize trajectories per update, at least 1
 * @param optimisation learning rates and what else belongs to a step
 * @param exploration of the training trajectories at the start; it falls linearly, as it says itself
 * @param seconds time budget; training ends with the model it has when it is used up. Infinity for none. With a budget,
 *            results depend on the machine's speed
 * @param seed of everything random
 * @param threads at least 1; results do not depend on it
 * @param keepBest whether the result has the parameters of the time when the mean loss was lowest, instead of the last ones
 * @param stopAtPlateau whether training ends when the mean loss no longer falls
 * @param plateauSteps updates without an improvement of at least 1 % that end it then, at least 1
 */
public record TrainerSettings(int updates, int batchSize, Optimisation optimisation, Exploration exploration,
        double seconds,
        long seed, int threads, boolean keepBest, boolean stopAtPlateau, int plateauSteps) {

    /** Larger batches train no better, and take long to cancel. */
    public static final int MAX_BATCH = 8_192;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public TrainerSettings {
        if (updates < 1) {
            throw new IllegalArgumentException("The number of updates must be at least 1, not " + updates + ".");
        }
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new IllegalArgumentException("The batch size must be 1 to " + MAX_BATCH + ", not " + batchSize + ".");
        }
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("The time budget must be more than 0 seconds, not " + seconds + ".");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads + ".");
        }
        if (stopAtPlateau && plateauSteps < 1) {
            throw new IllegalArgumentException("The number of steps without improvement must be at least 1, not "
                    + plateauSteps + ".");
        }
    }

    /**
     * Training without exploration that goes on to its end and keeps the last parameters.
     *
     * @param updates gradient steps at most, at least 1
     * @param batchSize trajectories per update, at least 2
     * @param learningRate of the network at the start
     * @param logPartitionLearningRate of log Z, same schedule
     * @param seconds time budget
     * @param seed of everything random
     * @param threads at least 1
     */
    public TrainerSettings(final int updates, final int batchSize, final double learningRate,
            final double logPartitionLearningRate, final double seconds, final long seed, final int threads) {
        this(updates, batchSize, new Optimisation(learningRate, logPartitionLearningRate), Exploration.NONE,
                seconds, seed, threads,
                false, false, 1000);
    }
}
