package org.gflownet4j.knime.node;

import org.gflownet4j.knime.node.BetaChoices.BetaChoice;
import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.operation.EvaluatorOperation;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>GFlowNet Evaluator</em>. */
@LoadDefaultsForAbsentFields
public final class EvaluatorParameters extends OperationParameters {

    static final class CountsModes implements BooleanReference {
    }

    static final class FewestSamples extends Bound.AtLeast {
        FewestSamples() {
            super(EvaluatorOperation.MIN_SAMPLES, false);
        }
    }

    static final class MostSamples extends Bound.AtMost {
        MostSamples() {
            super(EvaluatorOperation.MAX_SAMPLES, false);
        }
    }

    @Widget(title = "Samples", description = "How many objects are drawn for the figures that come from samples.")
    @NumberInputWidget(minValidation = FewestSamples.class, maxValidation = MostSamples.class)
    int samples = 10_000;

    @Widget(title = "Column of test objects", description = "The column of the table of test objects, if one is "
            + "connected. Empty: the first text column.")
    @ChoicesProvider(TableChoices.Texts.class)
    @Effect(predicate = TableChoices.IsConnected.class, type = EffectType.SHOW)
    String testColumn = "";

    @Widget(title = "Test objects are modes", description = "Counts how many of the test objects the samples find, "
            + "beside the number that a perfect model would find.")
    @ValueReference(CountsModes.class)
    @Effect(predicate = TableChoices.IsConnected.class, type = EffectType.SHOW)
    boolean countModes = false;

    @Widget(title = "Distance of a found mode", description = "A test object counts as found if a sample differs from "
            + "it by at most this; with 0 only if it is drawn itself.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class)
    @Effect(predicate = CountsModes.class, type = EffectType.SHOW)
    double modeDistance = 0;

    @Advanced
    @Widget(title = "Use static random seed", description = "With a fixed seed, the same model gives the same "
            + "figures.")
    @ValueReference(Seed.IsStatic.class)
    boolean useStaticSeed = true;

    @Advanced
    @Widget(title = "Random seed", description = "Any whole number.")
    @NumberInputWidget(minValidation = Seed.Least.class, maxValidation = Seed.Greatest.class)
    @Effect(predicate = Seed.IsStatic.class, type = EffectType.SHOW)
    long seed = 42;

    @Advanced
    @Widget(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.")
    Device backend = Device.AUTO;

    @Widget(title = "From explore to exploit",
            description = "Only of effect on a temperature-conditional model: the inverse "
                    + "temperature (β) that it is asked at.")
    @ValueReference(BetaChoices.Reference.class)
    @Effect(predicate = BetaChoices.IsConditional.class, type = EffectType.SHOW)
    BetaChoice betaChoice = BetaChoice.BALANCED;

    @Widget(title = "Inverse temperature (β)", description = "A number above 0: objects are drawn in proportion to "
            + "the reward to the power of β.")
    @Effect(predicate = BetaChoices.IsOwn.class, type = EffectType.SHOW)
    String betas = "1";
}
