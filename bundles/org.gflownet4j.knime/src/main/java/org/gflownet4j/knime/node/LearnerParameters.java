package org.gflownet4j.knime.node;

import org.gflownet4j.knime.node.LearnerChoices.Activation;
import org.gflownet4j.knime.node.LearnerChoices.ReluIfAbsent;
import org.gflownet4j.knime.node.LearnerChoices.BackwardPolicy;
import org.gflownet4j.knime.node.LearnerChoices.Curve;
import org.gflownet4j.knime.node.LearnerChoices.HasParts;
import org.gflownet4j.knime.node.LearnerChoices.ObjectiveReference;
import org.gflownet4j.knime.node.LearnerChoices.Regression;
import org.gflownet4j.knime.node.LearnerChoices.TrainingObjective;
import org.gflownet4j.knime.node.LearnerChoices.Weighting;
import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.operation.LearnerSettings;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.train.TrainerSettings;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>GFlowNet Learner</em>. */
@LoadDefaultsForAbsentFields
public final class LearnerParameters extends OperationParameters {

    @Section(title = "Training")
    interface Training {
    }

    @Section(title = "When to stop")
    @After(Training.class)
    interface Stopping {
    }

    @Section(title = "Repeatability")
    @After(Stopping.class)
    interface Repeatability {
    }

    @Section(title = "Objective and exploration")
    @Advanced
    @After(Repeatability.class)
    interface Objective {
    }

    @Section(title = "Network")
    @Advanced
    @After(Objective.class)
    interface Network {
    }

    @Section(title = "Learning rates")
    @Advanced
    @After(Network.class)
    interface Rates {
    }

    @Section(title = "Computation")
    @Advanced
    @After(Rates.class)
    interface Computation {
    }

    static final class IsLimited implements BooleanReference {
    }

    static final class StopsAtPlateau implements BooleanReference {
    }

    static final class LimitsGradient implements BooleanReference {
    }

    static final class LargestBatch extends Bound.AtMost {
        LargestBatch() {
            super(TrainerSettings.MAX_BATCH, false);
        }
    }

    static final class MostLayers extends Bound.AtMost {
        MostLayers() {
            super(Architecture.MAX_LAYERS, false);
        }
    }

    static final class MostUnits extends Bound.AtMost {
        MostUnits() {
            super(Architecture.MAX_WIDTH, false);
        }
    }

    static final class AtMostOne extends Bound.AtMost {
        AtMostOne() {
            super(1, false);
        }
    }

    static final class GreatestLambda extends Bound.AtMost {
        GreatestLambda() {
            super(LearnerSettings.MAX_LAMBDA, false);
        }
    }

    static final class GreatestTemperature extends Bound.AtMost {
        GreatestTemperature() {
            super(LearnerSettings.MAX_TEMPERATURE, false);
        }
    }

    static final class GreatestRate extends Bound.AtMost {
        GreatestRate() {
            super(LearnerSettings.MAX_RATE, false);
        }
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
    BackwardPolicy backwardPolicy = BackwardPolicy.UNIFORM;

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

    @Layout(Objective.class)
    @Widget(title = "Random steps", description = "Share of the building steps that are taken at random while "
            + "training, to discover more; it falls to 0 half-way. The model itself is not changed by it.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = AtMostOne.class)
    double randomSteps = 0;

    @Layout(Objective.class)
    @Widget(title = "Tempered objects", description = "Share of the objects that follow what the model has learned "
            + "more boldly than it does itself, to come to good objects sooner; it falls to 0 half-way. 0.5 "
            + "helps where good objects are rare. The model itself is not changed by it.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class, maxValidation = AtMostOne.class)
    double temperedShare = 0;

    @Layout(Objective.class)
    @Widget(title = "Temperature of tempered objects",
            description = "How boldly: near 0 always the likeliest step is taken, 1 changes "
                    + "nothing, above 1 steps become more alike.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestTemperature.class)
    double temperedTemperature = 0.25;

    @Layout(Network.class)
    @Widget(title = "Activation", description = "The function between the layers. SiLU is the most exact, "
            + "ReLU the quickest.")
    @Migration(ReluIfAbsent.class)
    Activation activation = Activation.SILU;

    @Layout(Network.class)
    @Widget(title = "Normalise layers", description = "Layer norm: steadies deep or narrow networks, and takes "
            + "a little longer.")
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
}
