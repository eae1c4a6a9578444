package org.gflownet4j.knime.node;

import org.gflownet4j.knime.node.BetaChoices.BetaChoice;
import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.operation.ScorerOperation;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>GFlowNet Scorer</em>. */
@LoadDefaultsForAbsentFields
public final class ScorerParameters extends OperationParameters {

    static final class MostWalks extends Bound.AtMost {
        MostWalks() {
            super(ScorerOperation.MAX_WALKS, false);
        }
    }

    @Widget(title = "Object column",
            description = "The column with the objects, such as sequences. Empty: the first text column.")
    @ChoicesProvider(TableChoices.Texts.class)
    String objectColumn = "";

    @Advanced
    @Widget(title = "Walks per object", description = "Where an object can be built in several ways, its "
            + "probability is estimated from this many of them.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = MostWalks.class)
    int walks = 20;

    @Advanced
    @Widget(title = "Random seed", description = "Any whole number.")
    @NumberInputWidget(minValidation = Seed.Least.class, maxValidation = Seed.Greatest.class)
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

    /** For KNIME. */
    ScorerParameters() {
    }

    /**
     * For a fresh node: proposes the first column that fits.
     *
     * @param input what is connected
     */
    ScorerParameters(final NodeParametersInput input) {
        objectColumn = Columns.first(TableChoices.table(input).orElse(null), StringValue.class);
    }
}
