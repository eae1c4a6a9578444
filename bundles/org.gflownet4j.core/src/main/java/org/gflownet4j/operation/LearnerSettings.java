package org.gflownet4j.operation;

import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.Schedule;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.sample.Thompson;
import org.gflownet4j.train.NoisyRollout;
import org.gflownet4j.train.Optimisation;
import org.gflownet4j.train.Phase;
import org.gflownet4j.train.Suitability;
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
        checkExploration(settings);
        checkNovelty(settings);
        checkLocalSearch(settings);
        checkTemperatures(settings);
        checkScoring(settings);
        Ranges.check("number of objects kept for replay", settings.replayCapacity(), 1, Replay.MAX_CAPACITY);
        Ranges.checkAbove("distance of kept objects", settings.replayDistance(), 0, Double.POSITIVE_INFINITY);
        Ranges.checkFrom0("weight decay", settings.weightDecay(), 1);
        if (settings.limitGradient()) {
            Ranges.checkAbove("greatest gradient", settings.maxGradientNorm(), 0, Double.POSITIVE_INFINITY);
        }
        if (settings.stopAtPlateau()) {
            Ranges.check("number of steps without improvement", settings.plateauSteps(), 1, Integer.MAX_VALUE);
        }
    }

    /**
     * Refuses what does not go together in a design space, as far as the reward and the network need not be known.
     *
     * @param settings what the user chose, checked
     * @param space what objects can be built
     * @throws IllegalArgumentException in words for a user, if something does not go together
     */
    public static void checkFits(final LearnerOperation.Settings settings, final Environment space) {
        final Objective objective = LearnerProcedure.objective(settings, Training.objective(settings));
        for (final Phase phase : LearnerProcedure.phases(settings, objective, LearnerProcedure.rollout(settings))) {
            Suitability.check(phase, exploration(settings), space);
            Suitability.check(phase, Thompson.of(settings.exploringPolicies()));
        }
    }

    private static Exploration exploration(final LearnerOperation.Settings settings) {
        return new Exploration(settings.randomSteps(), settings.temperedShare(), settings.temperedTemperature(),
                settings.stopBias(), settings.explorationFadesAt());
    }

    private static void checkExploration(final LearnerOperation.Settings settings) {
        Ranges.checkFrom0("share of random steps", settings.randomSteps(), 1);
        Ranges.checkFrom0("share of tempered objects", settings.temperedShare(), 1);
        Ranges.checkAbove("temperature of tempered objects", settings.temperedTemperature(), 0, MAX_TEMPERATURE);
        Ranges.checkFrom0("bias against stopping", settings.stopBias(), Exploration.MAX_STOP_BIAS);
        Ranges.checkFrom0("noise in the network", settings.networkNoise(), NoisyRollout.MAX_NOISE);
        Ranges.check("number of policies that explore together", settings.exploringPolicies(), 1, Thompson.MAX_HEADS);
        Ranges.checkAbove("share of the training after which exploration has faded", settings.explorationFadesAt(), 0,
                1);
    }

    private static void checkScoring(final LearnerOperation.Settings settings) {
        if (settings.scoring() == Scoring.NEXT_STATES
                && (settings.networkNoise() > 0 || settings.exploringPolicies() > 1)) {
            throw new OperationException(
                    "A network that scores next objects can not be used with noise in the network or "
                            + "with several policies that explore together.",
                    "Let the network score actions, or explore in another way.");
        }
    }

    private static void checkNovelty(final LearnerOperation.Settings settings) {
        if (!settings.rewardNovelty()) {
            return;
        }
        Ranges.checkAbove("worth of new objects", settings.noveltyReward(), 0, Double.POSITIVE_INFINITY);
        Ranges.checkAbove("share of the training after which the reward for new objects has faded",
                settings.noveltyFadesAt(), 0, 1);
        if (settings.objective() != TrainingObjective.TRAJECTORY_BALANCE) {
            throw new OperationException("A reward for new objects can not be used here: only trajectory balance knows "
                    + "how to count it, and the training objective is " + lower(settings.objective().title()) + ".",
                    "Take trajectory balance, or explore in another way.");
        }
    }

    private static void checkLocalSearch(final LearnerOperation.Settings settings) {
        if (!settings.localSearch()) {
            return;
        }
        Ranges.check("number of rounds of local search", settings.localSearchRounds(), 1, LocalSearch.MAX_ROUNDS);
        Ranges.check("number of steps back", settings.localSearchSteps(), 1, Integer.MAX_VALUE);
        if (settings.networkNoise() > 0) {
            throw new OperationException("Local search and noise in the network can not be used together: objects are "
                    + "rebuilt as the model itself builds them.", "Set the noise to 0, or switch local search off.");
        }
        if (settings.exploringPolicies() > 1) {
            throw new OperationException("Local search can not be used with several policies that explore together: it "
                    + "rebuilds objects with one.", "Take one policy, or switch local search off.");
        }
        if (settings.batchSize() == 1) {
            throw new OperationException("Local search needs at least 2 objects per step: a fresh one, and what it "
                    + "becomes when it is built anew.",
                    "Take more objects per step, 128 for example, or switch local search off.");
        }
    }

    private static void checkTemperatures(final LearnerOperation.Settings settings) {
        Ranges.checkAbove("lowest inverse temperature (β)", settings.lowestBeta(), 0, Double.POSITIVE_INFINITY);
        Ranges.checkAbove("highest inverse temperature (β)", settings.highestBeta(), 0, Double.POSITIVE_INFINITY);
        if (settings.temperatureConditional() == TemperatureChoice.NONE) {
            return;
        }
        try {
            conditional(settings);
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Change the range of β; from 1 to 3 is a good start.");
        }
        if (settings.localSearch()) {
            throw new OperationException("Local search can not be used with a temperature-conditional model: it "
                    + "compares objects at one inverse temperature (β).",
                    "Switch local search off, or train a model that is not temperature-conditional.");
        }
    }

    /** What a temperature-conditional training has beside; empty for another one. */
    static Optional<TemperatureConditional> conditional(final LearnerOperation.Settings settings) {
        return settings.temperatureConditional().conditional(settings.lowestBeta(), settings.highestBeta());
    }

    private static String lower(final String title) {
        return Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    /**
     * Refuses known objects that would be of no use.
     *
     * @param settings what the user chose
     * @throws OperationException if nothing is kept for replay
     */
    public static void checkReplay(final LearnerOperation.Settings settings) {
        if (settings.replay() == ReplayChoice.NONE) {
            throw new OperationException(
                    "Known objects are connected, but nothing would be learned from them, since the "
                            + "option \"Replay\" is None.",
                    "Choose Automatic or another replay, or remove the known objects.");
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
                exploration(settings), settings.limitTime() ? settings.timeLimit() : Double.POSITIVE_INFINITY, seed,
                threads, settings.keepBest(), settings.stopAtPlateau(),
                settings.stopAtPlateau() ? settings.plateauSteps() : 1);
    }
}
