package org.gflownet4j.train;

import org.gflownet4j.nn.Schedule;

/**
 * How the optimiser takes its steps.
 *
 * @param learningRate of the networks at the start, above 0 to 10
 * @param logPartitionLearningRate of log Z at the start, above 0 to 10
 * @param weightDecay of the networks, at least 0 (AdamW); 0 is Adam
 * @param maxGradientNorm longer gradients of the networks are shortened to this Euclidean norm, above 0; infinite for never
 * @param schedule of the networks' rate over the training, which ends with the last update or the time budget, whichever is
 *            nearer
 * @param logPartitionSchedule the same of log Z
 */
public record Optimisation(double learningRate, double logPartitionLearningRate, double weightDecay,
        double maxGradientNorm, Schedule schedule, Schedule logPartitionSchedule) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public Optimisation {
        checkRate("learning rate", learningRate);
        checkRate("learning rate of log Z", logPartitionLearningRate);
        if (!(weightDecay >= 0 && weightDecay <= 1)) {
            throw new IllegalArgumentException("The weight decay must be 0 to 1, not " + weightDecay + ".");
        }
        if (!(maxGradientNorm > 0)) {
            throw new IllegalArgumentException("The greatest gradient norm must be above 0, not " + maxGradientNorm
                    + ".");
        }
    }

    /** Rates fall to this part of what they were. */
    private static final double FINAL_FACTOR = 0.01;

    /**
     * Adam without clipping; rates fall along a cosine to a hundredth.
     *
     * @param learningRate of the networks at the start
     * @param logPartitionLearningRate of log Z at the start
     */
    public Optimisation(final double learningRate, final double logPartitionLearningRate) {
        this(learningRate, logPartitionLearningRate, 0, Double.POSITIVE_INFINITY, Schedule.cosine(FINAL_FACTOR),
                Schedule.cosine(FINAL_FACTOR));
    }

    private static void checkRate(final String what, final double rate) {
        if (!(rate > 0) || rate > 10) {
            throw new IllegalArgumentException("The " + what + " must be greater than 0 and at most 10, not " + rate
                    + ".");
        }
    }
}
