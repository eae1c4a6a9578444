package org.gflownet4j.knime.node;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.knime.table.TableReader;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** Choices from the table that is connected, at whichever port. */
final class TableChoices {

    private TableChoices() {
    }

    /** The columns of the connected table; empty if none is connected. */
    static Optional<DataTableSpec> table(final NodeParametersInput input) {
        return Arrays.stream(input.getInPortSpecs()).filter(DataTableSpec.class::isInstance)
                .map(DataTableSpec.class::cast).findFirst();
    }

    private static List<DataColumnSpec> columns(final NodeParametersInput input,
            final Class<? extends DataValue> type) {
        return table(input).stream().flatMap(DataTableSpec::stream)
                .filter(column -> column.getType().isCompatible(type)).toList();
    }

    /** Columns of texts. */
    static final class Texts implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
            return columns(input, StringValue.class);
        }
    }

    /** Columns of numbers. */
    static final class Numbers implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
            return columns(input, DoubleValue.class);
        }
    }

    /** Columns of texts or numbers. */
    static final class TextsAndNumbers implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
            return table(input).stream().flatMap(DataTableSpec::stream)
                    .filter(column -> TableReader.type(column.getType()).isPresent()).toList();
        }
    }

    /** True where a table is connected to an optional port. */
    static final class IsConnected implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getConstant(input -> table(input).isPresent());
        }
    }
}
