package org.gflownet4j.operation;

import org.gflownet4j.nn.Schedule;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.train.Optimisation;
import org.gflownet4j.train.TrainerSettings;

/** Checks what the user chose for the Learner. */
public final class LearnerSettings {

    /** Larger learning rates are refused. */
    public static final double MAX_RATE = 10;

    /** Larger weights of parts are refused. */
    public static final double MAX_LAMBDA = 1000;

    /** Higher temperatures of tempered objects are refused: all steps are as good as alike. */
    public static final double MAX_TEMPERATURE = 1000;

    private static final double FINAL_FACTOR = 0.01;

    private LearnerSettings() {
    }

    /**
     * Refuses what is out of range.
     *
     * @param settings what the user chose
     * @throws OperationException if a number is out of range
     */
    public static void check(final LearnerOperation.Settings settings) {
        Ranges.check("number of training steps", settings.updates(), 1, Integer.MAX_VALUE);
        Ranges.check("number of objects per step", settings.batchSize(), 1, TrainerSettings.MAX_BATCH);
        if (settings.limitTime()) {
            Ranges.checkAbove("time limit in seconds", settings.timeLimit(), 0, Double.POSITIVE_INFINITY);
        }
        Ranges.check("number of hidden layers", settings.hiddenLayers(), 1, Architecture.MAX_LAYERS);
        Ranges.check("number of units per layer", settings.hiddenUnits(), 1, Architecture.MAX_WIDTH);
        Ranges.checkAbove("learning rate", settings.learningRate(), 0, MAX_RATE);
        Ranges.checkAbove("learning rate of log Z", settings.logPartitionLearningRate(), 0, MAX_RATE);
        Ranges.checkAbove("lambda", settings.lambda(), 0, MAX_LAMBDA);
        if (!(settings.randomSteps() >= 0 && settings.randomSteps() <= 1)) {
            throw new OperationException("The share of random steps must be 0 to 1, not " + settings.randomSteps()
                    + ".", "Change it, and try again.");
        }
        if (!(settings.temperedShare() >= 0 && settings.temperedShare() <= 1)) {
            throw new OperationException("The share of tempered objects must be 0 to 1, not " + settings.temperedShare()
                    + ".", "Change it, and try again.");
        }
        Ranges.checkAbove("temperature of tempered objects", settings.temperedTemperature(), 0, MAX_TEMPERATURE);
        if (!(settings.weightDecay() >= 0 && settings.weightDecay() <= 1)) {
            throw new OperationException("The weight decay must be 0 to 1, not " + settings.weightDecay() + ".",
                    "Change it, and try again.");
        }
        if (settings.limitGradient()) {
            Ranges.checkAbove("greatest gradient", settings.maxGradientNorm(), 0, Double.POSITIVE_INFINITY);
        }
        if (settings.stopAtPlateau()) {
            Ranges.check("number of steps without improvement", settings.plateauSteps(), 1, Integer.MAX_VALUE);
        }
    }

    /**
     * The same for the trainer.
     *
     * @param settings what the user chose, checked
     * @param seed of this run
     * @param threads that compute
     * @return as the settings say
     */
    public static TrainerSettings forTrainer(final LearnerOperation.Settings settings, final long seed,
            final int threads) {
        final Schedule schedule = new Schedule(settings.schedule(),
                settings.schedule() == Schedule.Curve.CONSTANT ? 1 : FINAL_FACTOR, 0);
        return new TrainerSettings(settings.updates(), settings.batchSize(),
                new Optimisation(settings.learningRate(), settings.logPartitionLearningRate(), settings.weightDecay(),
                        settings.limitGradient() ? settings.maxGradientNorm() : Double.POSITIVE_INFINITY,
                        schedule, schedule),
                new Exploration(settings.randomSteps(), settings.temperedShare(), settings.temperedTemperature()),
                settings.limitTime() ? settings.timeLimit() : Double.POSITIVE_INFINITY, seed,
                threads, settings.keepBest(), settings.stopAtPlateau(),
                settings.stopAtPlateau() ? settings.plateauSteps() : 1);
    }
}
