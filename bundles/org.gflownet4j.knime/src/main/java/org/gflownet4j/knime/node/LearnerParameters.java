package org.gflownet4j.knime.node;

import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.train.TrainerSettings;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
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

    @Section(title = "Model and computation")
    @Advanced
    @After(Repeatability.class)
    interface Model {
    }

    enum TrainingObjective {
        @Label(value = "Trajectory balance", description = "A good choice nearly always.")
        TRAJECTORY_BALANCE, //
        @Label(value = "Detailed balance",
                description = "Learns from every single step, which helps when objects take many "
                        + "steps.")
        DETAILED_BALANCE
    }

    enum BackwardPolicy {
        @Label(value = "Uniform", description = "Robust.")
        UNIFORM, //
        @Label(value = "Learned", description = "Can train faster.")
        LEARNED
    }

    static final class IsLimited implements BooleanReference {
    }

    static final class StopsAtPlateau implements BooleanReference {
    }

    static final class AtLeastTwo extends Bound.AtLeast {
        AtLeastTwo() {
            super(2, false);
        }
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

    static final class GreatestRate extends Bound.AtMost {
        GreatestRate() {
            super(10, false);
        }
    }

    @Layout(Training.class)
    @Widget(title = "Training objective", description = "Trajectory balance is a good choice nearly always. "
            + "Detailed balance learns from every single step, which helps when objects take many steps.")
    TrainingObjective objective = TrainingObjective.TRAJECTORY_BALANCE;

    @Layout(Training.class)
    @Widget(title = "Training steps", description = "How often the model is improved. More steps give a more exact "
            + "model and take proportionally longer.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class)
    int updates = 5000;

    @Layout(Training.class)
    @Widget(title = "Objects per step", description = "How many objects are drawn and scored in each training "
            + "step.")
    @NumberInputWidget(minValidation = AtLeastTwo.class, maxValidation = LargestBatch.class)
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

    @Layout(Model.class)
    @Widget(title = "Hidden layers", description = "Layers of the neural network.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostLayers.class)
    int hiddenLayers = 2;

    @Layout(Model.class)
    @Widget(title = "Units per layer", description = "Width of each layer. Wider networks can tell more objects "
            + "apart and are slower.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostUnits.class)
    int hiddenUnits = 256;

    @Layout(Model.class)
    @Widget(title = "Backward policy", description = "How the model thinks an object was built, where there are "
            + "several ways. Uniform is robust; learned can train faster.")
    BackwardPolicy backwardPolicy = BackwardPolicy.UNIFORM;

    @Layout(Model.class)
    @Widget(title = "Learning rate", description = "How large each improvement is. Make it smaller if training is "
            + "unstable.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestRate.class)
    double learningRate = 1e-3;

    @Layout(Model.class)
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

    @Layout(Model.class)
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
}
