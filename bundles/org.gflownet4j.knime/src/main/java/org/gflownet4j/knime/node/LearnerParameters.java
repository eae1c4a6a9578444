package org.gflownet4j.knime.node;

import org.gflownet4j.knime.node.LearnerBounds.AtMostOne;
import org.gflownet4j.knime.node.LearnerBounds.GreatestBias;
import org.gflownet4j.knime.node.LearnerBounds.GreatestLambda;
import org.gflownet4j.knime.node.LearnerBounds.GreatestRate;
import org.gflownet4j.knime.node.LearnerBounds.GreatestTemperature;
import org.gflownet4j.knime.node.LearnerBounds.LargestBatch;
import org.gflownet4j.knime.node.LearnerBounds.MostKept;
import org.gflownet4j.knime.node.LearnerBounds.MostLayers;
import org.gflownet4j.knime.node.LearnerBounds.MostNoise;
import org.gflownet4j.knime.node.LearnerBounds.MostPolicies;
import org.gflownet4j.knime.node.LearnerBounds.MostRounds;
import org.gflownet4j.knime.node.LearnerBounds.MostUnits;
import org.gflownet4j.knime.node.LearnerChoices.Acceptance;
import org.gflownet4j.knime.node.LearnerChoices.Activation;
import org.gflownet4j.knime.node.LearnerChoices.BackwardLoss;
import org.gflownet4j.knime.node.LearnerChoices.BackwardPolicy;
import org.gflownet4j.knime.node.LearnerChoices.BackwardReference;
import org.gflownet4j.knime.node.LearnerChoices.CanStop;
import org.gflownet4j.knime.node.LearnerChoices.Curve;
import org.gflownet4j.knime.node.LearnerChoices.HasParts;
import org.gflownet4j.knime.node.LearnerChoices.IsConditional;
import org.gflownet4j.knime.node.LearnerChoices.IsLearned;
import org.gflownet4j.knime.node.LearnerChoices.KeepsDifferent;
import org.gflownet4j.knime.node.LearnerChoices.KeepsObjects;
import org.gflownet4j.knime.node.LearnerChoices.ObjectiveReference;
import org.gflownet4j.knime.node.LearnerChoices.Regression;
import org.gflownet4j.knime.node.LearnerChoices.ReluIfAbsent;
import org.gflownet4j.knime.node.LearnerChoices.ReplayChoice;
import org.gflownet4j.knime.node.LearnerChoices.ReplayReference;
import org.gflownet4j.knime.node.LearnerChoices.Scoring;
import org.gflownet4j.knime.node.LearnerChoices.TemperatureChoice;
import org.gflownet4j.knime.node.LearnerChoices.TemperatureReference;
import org.gflownet4j.knime.node.LearnerChoices.TrainingObjective;
import org.gflownet4j.knime.node.LearnerChoices.Weighting;
import org.gflownet4j.knime.node.LearnerSections.Computation;
import org.gflownet4j.knime.node.LearnerSections.Exploration;
import org.gflownet4j.knime.node.LearnerSections.Network;
import org.gflownet4j.knime.node.LearnerSections.Objective;
import org.gflownet4j.knime.node.LearnerSections.Rates;
import org.gflownet4j.knime.node.LearnerSections.Repeatability;
import org.gflownet4j.knime.node.LearnerSections.Replay;
import org.gflownet4j.knime.node.LearnerSections.Stopping;
import org.gflownet4j.knime.node.LearnerSections.Temperature;
import org.gflownet4j.knime.node.LearnerSections.Training;
import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>GFlowNet Learner</em>. */
@LoadDefaultsForAbsentFields
public final class LearnerParameters extends OperationParameters {

    static final class IsLimited implements BooleanReference {
    }

    static final class StopsAtPlateau implements BooleanReference {
    }

    static final class LimitsGradient implements BooleanReference {
    }

    static final class RewardsNovelty implements BooleanReference {
    }

    static final class Searches implements BooleanReference {
    }

    @Layout(Training.class)
    @Widget(title = "Training objective", description = "Trajectory balance is a good choice nearly always. "
            + "Detailed balance learns from every single step, which helps when objects take many steps.")
    @ValueReference(ObjectiveReference.class)
    TrainingObjective objective = TrainingObjective.TRAJECTORY_BALANCE;

    @Layout(Training.class)
    @Widget(title = "Training steps", description = "How often the model is improved. More steps give a more exact "
            + "model and take proportionally longer.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class)
    int updates = 5000;

    @Layout(Training.class)
    @Widget(title = "Objects per step", description = "How many objects are drawn and scored in each training "
            + "step.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = LargestBatch.class)
    int batchSize = 128;

    @Layout(Stopping.class)
    @Widget(title = "Limit training time", description = "Ends training when the time is used up, and keeps the "
            + "model as it is then. The same seed then need not give the same model.")
    @ValueReference(IsLimited.class)
    boolean limitTime = false;

    @Layout(Stopping.class)
    @Widget(title = "Time limit (seconds)", description = "Longest training time, if it is limited.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    @Effect(predicate = IsLimited.class, type = EffectType.SHOW)
    double timeLimit = 600;

    @Layout(Network.class)
    @Widget(title = "Hidden layers",
            description = "Layers of the neural network. Two suit nearly all tasks; take three when objects are long.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostLayers.class)
    int hiddenLayers = 2;

    @Layout(Network.class)
    @Widget(title = "Units per layer", description = "Width of each layer. Wider networks can tell more objects "
            + "apart and are slower.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostUnits.class)
    int hiddenUnits = 256;

    @Layout(Objective.class)
    @Widget(title = "Backward policy", description = "How the model thinks an object was built, where there are "
            + "several ways. Uniform is robust: take it first.")
    @ValueReference(BackwardReference.class)
    BackwardPolicy backwardPolicy = BackwardPolicy.UNIFORM;

    @Layout(Objective.class)
    @Widget(title = "Backward policy learns from", description = "What a learned backward policy is to become. "
            + "With a loss of its own it has a network of its own, and each training step takes longer.")
    @Effect(predicate = IsLearned.class, type = EffectType.SHOW)
    BackwardLoss backwardLoss = BackwardLoss.SAME_LOSS;

    @Layout(Rates.class)
    @Widget(title = "Learning rate", description = "How large each improvement is. Make it smaller if training is "
            + "unstable.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestRate.class)
    double learningRate = 3e-3;

    @Layout(Rates.class)
    @Widget(title = "Learning rate of log Z", description = "The same for the model's estimate of the total "
            + "reward.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestRate.class)
    double logPartitionLearningRate = 0.1;

    @Layout(Repeatability.class)
    @Widget(title = "Use static random seed", description = "With a fixed seed, the same data and settings give "
            + "the same model.")
    @ValueReference(Seed.IsStatic.class)
    boolean useStaticSeed = true;

    @Layout(Repeatability.class)
    @Widget(title = "Random seed", description = "Any whole number.")
    @NumberInputWidget(minValidation = Seed.Least.class, maxValidation = Seed.Greatest.class)
    @Effect(predicate = Seed.IsStatic.class, type = EffectType.SHOW)
    long seed = 42;

    @Layout(Computation.class)
    @Widget(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.")
    Device backend = Device.AUTO;

    @Layout(Stopping.class)
    @Widget(title = "Keep the best model so far", description = "Keeps the model as it was when its loss was lowest, "
            + "instead of the model of the last training step. Useful with a time limit.")
    boolean keepBest = false;

    @Layout(Stopping.class)
    @Widget(title = "Stop when training no longer improves",
            description = "Ends training before all steps are done when "
                    + "the loss has stopped falling.")
    @ValueReference(StopsAtPlateau.class)
    boolean stopAtPlateau = false;

    @Layout(Stopping.class)
    @Advanced
    @Widget(title = "Steps without improvement", description = "Training ends when the mean loss has not fallen by at "
            + "least 1 % for this many training steps.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class)
    @Effect(predicate = StopsAtPlateau.class, type = EffectType.SHOW)
    int plateauSteps = 1000;

    @Layout(Objective.class)
    @Widget(title = "Deviations count", description = "How much large deviations from balance count. Squared is "
            + "steady; the others find more of the good objects when the model settles on a few.")
    Regression residuals = Regression.SQUARED;

    @Layout(Objective.class)
    @Widget(title = "Weights of parts", description = "How parts of different length count, for sub-trajectory "
            + "balance.")
    @Effect(predicate = HasParts.class, type = EffectType.SHOW)
    Weighting weighting = Weighting.GEOMETRIC_WITHIN;

    @Layout(Objective.class)
    @Widget(title = "Lambda", description = "Weight of long parts against short ones, for sub-trajectory balance: "
            + "near 0 only single steps count, above 1 mostly whole objects.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestLambda.class)
    @Effect(predicate = HasParts.class, type = EffectType.SHOW)
    double lambda = 0.9;

    @Layout(Exploration.class)
    @Widget(title = "Random steps", description = "Share of the building steps that are taken at random while "
            + "training, to discover more. 0.05 is a good start; costs no time. The model itself is not changed "
            + "by it.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = AtMostOne.class)
    double randomSteps = 0;

    @Layout(Exploration.class)
    @Widget(title = "Tempered objects", description = "Share of the objects that follow what the model has "
            + "learned more boldly than it does itself, to come to good objects sooner. 0.5 helps where good "
            + "objects are rare; costs no time. The model itself is not changed by it.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = AtMostOne.class)
    double temperedShare = 0;

    @Layout(Exploration.class)
    @Widget(title = "Temperature of tempered objects", description = "How boldly: near 0 always the likeliest "
            + "step is taken, 1 changes nothing, above 1 steps become more alike.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestTemperature.class)
    double temperedTemperature = 0.25;

    @Layout(Exploration.class)
    @Widget(title = "Bias against stopping", description = "Makes stopping less likely while training, by so "
            + "many nats, to come to larger objects. 2 is a good start where good objects are large; they take "
            + "longer to build. The model itself is not changed by it.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = GreatestBias.class)
    @Effect(predicate = CanStop.class, type = EffectType.SHOW)
    double stopBias = 0;

    @Layout(Exploration.class)
    @Widget(title = "Noise in the network", description = "Noise in the weights while objects are drawn for "
            + "training: many of them then lean the same way, which single random steps never do. Between 0.1 "
            + "and 1 it helps where good objects are many steps apart; training takes about a quarter longer. The "
            + "model itself is not changed by it.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = MostNoise.class)
    double networkNoise = 0;

    @Layout(Exploration.class)
    @Widget(title = "Policies that explore together", description = "Several policies on one network, each with an "
            + "opinion of its own of what is not known yet, build the objects in turn; in the end one is left, "
            + "which is the model. 10 find good objects that are far apart and rare; larger last layers take time. "
            + "1 for none of this.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostPolicies.class)
    int exploringPolicies = 1;

    @Layout(Exploration.class)
    @Widget(title = "Exploration has faded after", description = "Share of the training after which nothing is "
            + "left of random steps, tempered objects, bias, noise and further policies; until then they fall "
            + "evenly. The rest is for learning what was found.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = AtMostOne.class)
    double explorationFadesAt = 0.5;

    @Layout(Exploration.class)
    @Widget(title = "Reward for new objects", description = "Gives what training has not come to yet a reward "
            + "of its own, which fades. Helps where nearly all objects have no reward worth mentioning. Only "
            + "with trajectory balance; two more networks take time. The model is exact only when it has faded.")
    @ValueReference(RewardsNovelty.class)
    boolean rewardNovelty = false;

    @Layout(Exploration.class)
    @Widget(title = "Worth of new objects", description = "What something wholly new is worth at the start, in "
            + "units of the reward. Make it larger if nothing good is found, and smaller if training is "
            + "unsteady.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    @Effect(predicate = RewardsNovelty.class, type = EffectType.SHOW)
    double noveltyReward = 0.01;

    @Layout(Exploration.class)
    @Widget(title = "Reward for new objects has faded after", description = "Share of the training after which "
            + "nothing is left of the reward for new objects.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = AtMostOne.class)
    @Effect(predicate = RewardsNovelty.class, type = EffectType.SHOW)
    double noveltyFadesAt = 0.5;

    @Layout(Exploration.class)
    @Widget(title = "Local search", description = "Takes objects apart by some steps and builds them anew, "
            + "again and again; training learns from all of them. Helps where good objects resemble each other. "
            + "Costs little time, but fewer of the objects per step are wholly new.")
    @ValueReference(Searches.class)
    boolean localSearch = false;

    @Layout(Exploration.class)
    @Widget(title = "Rounds of local search", description = "How often an object is taken apart. With 7 rounds, "
            + "every eighth object is wholly new.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostRounds.class)
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    int localSearchRounds = 7;

    @Layout(Exploration.class)
    @Widget(title = "Steps back", description = "How many building steps are taken back at most. About half of "
            + "those of an object are a good start.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class)
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    int localSearchSteps = 4;

    @Layout(Exploration.class)
    @Widget(title = "Search goes on from", description = "Which of the objects that were built anew are taken "
            + "apart next.")
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    Acceptance localSearchAcceptance = Acceptance.BETTER;

    @Layout(Exploration.class)
    @Widget(title = "Fewer rounds towards the end", description = "Rounds become fewer as exploration fades; "
            + "after that all objects are wholly new.")
    @Effect(predicate = Searches.class, type = EffectType.SHOW)
    boolean localSearchFades = true;

    @Layout(Replay.class)
    @Widget(title = "Replay", description = "Which objects are kept, to learn from them again. Helps where good "
            + "objects are rare: what was found once is not forgotten. Each training step "
            + "is then two, one on kept objects and one on new ones, so training takes up to twice as long.")
    @ValueReference(ReplayReference.class)
    ReplayChoice replay = ReplayChoice.AUTOMATIC;

    @Layout(Replay.class)
    @Widget(title = "Objects kept", description = "How many objects are kept at most.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostKept.class)
    @Effect(predicate = KeepsObjects.class, type = EffectType.SHOW)
    int replayCapacity = 10_000;

    @Layout(Replay.class)
    @Widget(title = "Distance of kept objects", description = "Objects of about the same reward are kept only "
            + "if they differ by more than this. For sequences, the number of letters to change, insert or "
            + "delete; for a library, the number of blocks to change.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    @Effect(predicate = KeepsDifferent.class, type = EffectType.SHOW)
    double replayDistance = 1;

    @Layout(Replay.class)
    @Widget(title = "Column of known objects", description = "The column of the table of known objects, if one "
            + "is connected. Empty: the first text column.")
    @ChoicesProvider(TableChoices.Texts.class)
    @Effect(predicate = TableChoices.IsConnected.class, type = EffectType.SHOW)
    String knownColumn = "";

    @Layout(Network.class)
    @Widget(title = "Activation", description = "The function between the layers. SiLU is the most exact, "
            + "ReLU the quickest.")
    @Migration(ReluIfAbsent.class)
    Activation activation = Activation.SILU;

    @Layout(Network.class)
    @Widget(title = "Normalise layers", description = "Layer norm: steadies deep or narrow networks, and takes "
            + "about a quarter longer.")
    boolean layerNorm = false;

    @Layout(Network.class)
    @Widget(title = "A network for each part", description = "Separate networks for the forward policy, the "
            + "backward policy and the flows, instead of one that they share. Slower; helps when they disturb each "
            + "other.")
    boolean separateTrunks = false;

    @Layout(Rates.class)
    @Widget(title = "Weight decay", description = "Pulls the network's weights towards 0 in each step (AdamW). 0 "
            + "is a good choice nearly always.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = AtMostOne.class)
    double weightDecay = 0;

    @Layout(Rates.class)
    @Widget(title = "Limit the gradient", description = "Shortens unusually large improvements. Useful if "
            + "training is unstable.")
    @ValueReference(LimitsGradient.class)
    boolean limitGradient = false;

    @Layout(Rates.class)
    @Widget(title = "Greatest gradient", description = "Euclidean length that gradients are shortened to.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    @Effect(predicate = LimitsGradient.class, type = EffectType.SHOW)
    double maxGradientNorm = 10;

    @Layout(Rates.class)
    @Widget(title = "Course of the learning rate", description = "Cosine and exponential fall to a hundredth "
            + "towards the end, which makes the model exact; constant suits runs that are ended by hand.")
    Curve schedule = Curve.COSINE;

    @Layout(Temperature.class)
    @Widget(title = "Temperature-conditional",
            description = "One model from explore to exploit: it is trained for many "
                    + "inverse temperatures (β), to draw objects in proportion to the reward to the power of β. Later the Sampler "
                    + "says for which β: a small one gives many different objects, a large one the best. Training takes longer.")
    @ValueReference(TemperatureReference.class)
    TemperatureChoice temperatureConditional = TemperatureChoice.NONE;

    @Layout(Temperature.class)
    @Widget(title = "Lowest inverse temperature (β)",
            description = "Where the range of β begins. 1 is the reward as it "
                    + "is; below 1 all objects become more alike.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    @Effect(predicate = IsConditional.class, type = EffectType.SHOW)
    double lowestBeta = 1;

    @Layout(Temperature.class)
    @Widget(title = "Highest inverse temperature (β)", description = "Where the range of β ends. With 3, an object of "
            + "twice the reward is drawn eight times as often. A wider range takes more training steps.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    @Effect(predicate = IsConditional.class, type = EffectType.SHOW)
    double highestBeta = 3;

    @Layout(Network.class)
    @Widget(title = "Network scores",
            description = "What the network gives a score: each action, or each next object, by "
                    + "comparing it with the present one. The latter is much slower where there are many actions.")
    Scoring scoring = Scoring.ACTIONS;
}
