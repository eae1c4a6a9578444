package org.gflownet4j.knime.operation;

import java.util.List;
import java.util.stream.Collectors;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** Finds the columns that parameters name. */
public final class Columns {

    private Columns() {
    }

    /**
     * A column of texts.
     *
     * @param table where to look
     * @param name of the column; empty for the first that fits
     * @param purpose what its cells are, in one word
     * @return the column's name
     * @throws InvalidSettingsException if there is none, or it holds something else
     */
    public static String text(final DataTableSpec table, final String name, final String purpose)
            throws InvalidSettingsException {
        return find(table, name, purpose, "text", StringValue.class);
    }

    /**
     * A column of numbers.
     *
     * @param table where to look
     * @param name of the column; empty for the first that fits
     * @param purpose what its cells are, in one word
     * @return the column's name
     * @throws InvalidSettingsException if there is none, or it holds something else
     */
    public static String number(final DataTableSpec table, final String name, final String purpose)
            throws InvalidSettingsException {
        return find(table, name, purpose, "number", DoubleValue.class);
    }

    /**
     * The first column that fits, as a fresh dialog proposes it: rather plain text than documents, rather a measurement than
     * true and false.
     *
     * @param table where to look; may be null if nothing is connected
     * @param type what its cells must be
     * @return its name; empty if there is none
     */
    public static String first(final DataTableSpec table, final Class<? extends DataValue> type) {
        if (table == null) {
            return "";
        }
        final List<DataColumnSpec> fitting = table.stream().filter(column -> column.getType().isCompatible(type))
                .toList();
        return fitting.stream().filter(column -> isPlain(column.getType())).findFirst()
                .or(() -> fitting.stream().findFirst()).map(DataColumnSpec::getName).orElse("");
    }

    private static boolean isPlain(final DataType type) {
        return type.equals(StringCell.TYPE)
                || type.isCompatible(DoubleValue.class) && !type.isCompatible(BooleanValue.class);
    }

    private static String find(final DataTableSpec table, final String name, final String purpose, final String kind,
            final Class<? extends DataValue> type) throws InvalidSettingsException {
        if (name.isEmpty()) {
            final String first = first(table, type);
            if (first.isEmpty()) {
                throw new InvalidSettingsException("The table has no " + kind + " column for the " + purpose
                        + ". Connect a table that has one.");
            }
            return first;
        }
        final DataColumnSpec column = table.getColumnSpec(name);
        if (column == null || !column.getType().isCompatible(type)) {
            throw new InvalidSettingsException((column == null ? "The table has no column \"" + name + "\""
                    : "The column \"" + name + "\" holds no " + kind + "s") + ". Choose another column for the "
                    + purpose
                    + fitting(table, type) + ".");
        }
        return name;
    }

    private static String fitting(final DataTableSpec table, final Class<? extends DataValue> type) {
        final List<String> names = table.stream().filter(column -> column.getType().isCompatible(type))
                .map(column -> "\"" + column.getName() + "\"").toList();
        return names.isEmpty() ? ""
                : names.stream().limit(5).collect(Collectors.joining(", ", ", such as ", ""));
    }
}
