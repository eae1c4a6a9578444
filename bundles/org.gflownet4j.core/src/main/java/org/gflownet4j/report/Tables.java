package org.gflownet4j.report;

import java.util.Optional;

import org.gflownet4j.table.Table;

/** Looks columns up by what they hold. */
final class Tables {

    private Tables() {
    }

    /** Index of the first text column, −1 if there is none. */
    static int firstText(final Table table) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).type() == Table.Type.TEXT) {
                return i;
            }
        }
        return -1;
    }

    /** A number column, NaN where a cell is missing; empty if there is no number column of this name. */
    static Optional<double[]> numbers(final Table table, final String name) {
        final int column = table.indexOf(name);
        if (column < 0 || table.columns().get(column).type() == Table.Type.TEXT) {
            return Optional.empty();
        }
        final double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = table.number(row, column);
        }
        return Optional.of(values);
    }
}
