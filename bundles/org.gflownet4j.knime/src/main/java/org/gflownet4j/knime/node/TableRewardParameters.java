package org.gflownet4j.knime.node;

import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.reward.TableReward;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>Table Reward</em>. */
@LoadDefaultsForAbsentFields
public final class TableRewardParameters extends OperationParameters {

    enum Direction {
        @Label(value = "High", description = "For binding, activity, yield.")
        HIGH_IS_GOOD, //
        @Label(value = "Low", description = "For energies, toxicity, IC50.")
        LOW_IS_GOOD
    }

    static final class GreatestExponent extends Bound.AtMost {
        GreatestExponent() {
            super(TableReward.MAX_EXPONENT, false);
        }
    }

    static final class BelowOne extends Bound.AtMost {
        BelowOne() {
            super(1, true);
        }
    }

    @Widget(title = "Object column",
            description = "The column with the objects, such as sequences. Empty: the first text column.")
    @ChoicesProvider(TableChoices.Texts.class)
    String objectColumn = "";

    @Widget(title = "Score column", description = "The column with the measured scores. Empty: the first number "
            + "column.")
    @ChoicesProvider(TableChoices.Numbers.class)
    String scoreColumn = "";

    @Widget(title = "Good scores are", description = "Whether high or low scores are wanted.")
    @ValueSwitchWidget
    Direction direction = Direction.HIGH_IS_GOOD;

    @Widget(title = "Exponent", description = "How strongly better scores are preferred. 1 prefers them mildly; "
            + "with larger numbers only the best remain. 3 is a good start.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = GreatestExponent.class)
    double exponent = 3;

    @Advanced
    @Widget(title = "Floor", description = "Scores are scaled so that the worst is 0 and the best is 1. Scaled "
            + "scores below the floor, and objects that are not in the table, count as the floor.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class, maxValidation = BelowOne.class)
    double floor = 1e-3;

    /** For KNIME. */
    TableRewardParameters() {
    }

    /**
     * For a fresh node: proposes the first columns that fit.
     *
     * @param input what is connected
     */
    TableRewardParameters(final NodeParametersInput input) {
        final DataTableSpec table = TableChoices.table(input).orElse(null);
        objectColumn = Columns.first(table, StringValue.class);
        scoreColumn = Columns.first(table, DoubleValue.class);
    }
}
