package org.gflownet4j.knime.node;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.knime.table.TableReader;
import org.gflownet4j.operation.CombinatorialLibrarySpaceOperation;
import org.gflownet4j.operation.OperationException;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** Parameters of the node <em>Combinatorial Library Space</em>. */
@LoadDefaultsForAbsentFields
public final class CombinatorialLibrarySpaceParameters extends OperationParameters {

    enum Order {
        @Label(value = "Any order", description = "Take it when every position may matter most.")
        ANY_ORDER, //
        @Label(value = "Left to right",
                description = "Take it for exact figures on large libraries, and where the first "
                        + "positions matter most.")
        LEFT_TO_RIGHT, //
        @Label(value = "Both ends",
                description = "Take it for chains of blocks with two stems: a chain grows at either end. All positions "
                        + "need the same blocks.")
        BOTH_ENDS
    }

    @Widget(title = "Position column", description = "The column that says at which position a block can "
            + "stand, in words or numbers. Positions count in the order in which they first occur. Empty: the "
            + "column named position, or else the first that fits.")
    @ChoicesProvider(TableChoices.TextsAndNumbers.class)
    String positionColumn = "";

    @Widget(title = "Block column", description = "The column with the names of the blocks, such as catalogue "
            + "numbers or SMILES. Empty: the column named block, or else the next text column.")
    @ChoicesProvider(TableChoices.TextsAndNumbers.class)
    String blockColumn = "";

    @Widget(title = "Construction", description = "In which order the positions are filled. Any order is a "
            + "good choice nearly always; left to right makes exact figures quick and suits blocks that matter "
            + "from the first position on; both ends is for chains of blocks with two stems, which can stand "
            + "at any position.")
    @ValueSwitchWidget
    Order construction = Order.ANY_ORDER;

    /** For KNIME. */
    CombinatorialLibrarySpaceParameters() {
    }

    /**
     * For a fresh node: proposes the columns that fit.
     *
     * @param input what is connected
     */
    CombinatorialLibrarySpaceParameters(final NodeParametersInput input) {
        final List<String> fitting = TableChoices.table(input).flatMap(CombinatorialLibrarySpaceParameters::fitting)
                .orElse(List.of("", ""));
        positionColumn = fitting.get(0);
        blockColumn = fitting.get(1);
    }

    private static Optional<List<String>> fitting(final DataTableSpec table) {
        try {
            return Optional.of(CombinatorialLibrarySpaceOperation.columns(
                    new CombinatorialLibrarySpaceOperation().defaults(), TableReader.columns(table)));
        } catch (final OperationException e) {
            // said when the node is configured
            return Optional.empty();
        }
    }
}
