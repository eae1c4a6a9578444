package org.gflownet4j.operation;

import java.util.stream.Collectors;

import org.gflownet4j.table.Table;

/** Finds the columns that settings name. */
final class TableColumns {

    private TableColumns() {
    }

    /**
     * The place of a column.
     *
     * @param table where to look
     * @param name of the column; empty for the first that fits
     * @param text whether a text column is wanted, or a number column
     * @return its index
     * @throws OperationException if there is none, or it holds something else
     */
    static int find(final Table table, final String name, final boolean text) {
        final String kind = text ? "text" : "number";
        if (name.isEmpty()) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (fits(table, i, text)) {
                    return i;
                }
            }
            throw new OperationException("The table has no " + kind + " column; its columns are " + names(table) + ".",
                    text ? "Give a table with a column of sequences." : "Give a table with a column of numbers.");
        }
        final int index = table.indexOf(name);
        if (index < 0) {
            throw new OperationException("The table has no column \"" + name + "\"; its columns are " + names(table)
                    + ".", "Choose one of these.");
        }
        // objects may be written in digits
        if (!text && !fits(table, index, false)) {
            throw new OperationException("The column \"" + name + "\" holds text, not numbers.",
                    "Choose a " + kind + " column.");
        }
        return index;
    }

    private static boolean fits(final Table table, final int column, final boolean text) {
        return (table.columns().get(column).type() == Table.Type.TEXT) == text;
    }

    private static String names(final Table table) {
        return table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
    }
}
