package org.gflownet4j.operation;

import org.gflownet4j.policy.Architecture;
import org.gflownet4j.train.Optimisation;
import org.gflownet4j.train.TrainerSettings;

/** Checks what the user chose for the Learner. */
final class LearnerSettings {

    private static final double MAX_RATE = 10;

    private LearnerSettings() {
    }

    /**
     * Refuses what is out of range.
     *
     * @param settings what the user chose
     * @throws OperationException if a number is out of range
     */
    static void check(final LearnerOperation.Settings settings) {
        Ranges.check("number of training steps", settings.updates(), 1, Integer.MAX_VALUE);
        Ranges.check("number of objects per step", settings.batchSize(), 2, TrainerSettings.MAX_BATCH);
        if (settings.limitTime()) {
            Ranges.checkAbove("time limit in seconds", settings.timeLimit(), 0, Double.POSITIVE_INFINITY);
        }
        Ranges.check("number of hidden layers", settings.hiddenLayers(), 1, Architecture.MAX_LAYERS);
        Ranges.check("number of units per layer", settings.hiddenUnits(), 1, Architecture.MAX_WIDTH);
        Ranges.checkAbove("learning rate", settings.learningRate(), 0, MAX_RATE);
        Ranges.checkAbove("learning rate of log Z", settings.logPartitionLearningRate(), 0, MAX_RATE);
        if (settings.stopAtPlateau()) {
            Ranges.check("number of steps without improvement", settings.plateauSteps(), 1, Integer.MAX_VALUE);
        }
    }

    /**
     * The same for the trainer.
     *
     * @param settings what the user chose, checked
     * @param seed of this run
     * @return with as many threads as the machine has processors
     */
    static TrainerSettings forTrainer(final LearnerOperation.Settings settings, final long seed) {
        return new TrainerSettings(settings.updates(), settings.batchSize(),
                new Optimisation(settings.learningRate(), settings.logPartitionLearningRate()), 0,
                settings.limitTime() ? settings.timeLimit() : Double.POSITIVE_INFINITY, seed,
                Runtime.getRuntime().availableProcessors(), settings.keepBest(), settings.stopAtPlateau(),
                settings.stopAtPlateau() ? settings.plateauSteps() : 1);
    }
}
