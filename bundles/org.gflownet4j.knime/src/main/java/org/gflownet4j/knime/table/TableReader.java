package org.gflownet4j.knime.table;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.table.Table;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Reads columns of a KNIME table, row by row; the other columns are never held. */
public final class TableReader {

    private static final long ROWS_BETWEEN_CHECKS = 1024;

    private TableReader() {
    }

    /**
     * What the cells of a column are read as.
     *
     * @param type of the column
     * @return a number where it can be, or else a text; empty if it is neither
     */
    public static Optional<Table.Type> type(final DataType type) {
        return type.isCompatible(DoubleValue.class) ? Optional.of(Table.Type.NUMBER)
                : type.isCompatible(StringValue.class) ? Optional.of(Table.Type.TEXT) : Optional.empty();
    }

    /**
     * The columns that can be read.
     *
     * @param table KNIME's
     * @return those of texts and numbers, in their order
     */
    public static List<Table.Column> columns(final DataTableSpec table) {
        return table.stream().flatMap(
                column -> type(column.getType()).map(type -> new Table.Column(column.getName(), type)).stream())
                .toList();
    }

    /**
     * Reads columns.
     *
     * @param table KNIME's
     * @param names of the columns, each of texts or numbers
     * @param monitor asked for cancellation
     * @return the columns in the order of the names; missing cells stay missing
     * @throws CanceledExecutionException if the user cancelled
     */
    public static Table read(final BufferedDataTable table, final List<String> names, final ExecutionMonitor monitor)
            throws CanceledExecutionException {
        return read(table, names, Long.MAX_VALUE, monitor);
    }

    /**
     * Reads columns of the first rows.
     *
     * @param table KNIME's
     * @param names of the columns, each of texts or numbers
     * @param most rows to read
     * @param monitor asked for cancellation
     * @return the columns in the order of the names; missing cells stay missing
     * @throws CanceledExecutionException if the user cancelled
     */
    public static Table read(final BufferedDataTable table, final List<String> names, final long most,
            final ExecutionMonitor monitor) throws CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final int[] places = new int[names.size()];
        final Table.Column[] columns = new Table.Column[places.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = spec.findColumnIndex(names.get(i));
            columns[i] = new Table.Column(names.get(i),
                    type(spec.getColumnSpec(places[i]).getType()).orElse(Table.Type.TEXT));
        }
        final Table.Builder builder = Table.builder(columns);
        final Object[] cells = new Object[places.length];
        try (CloseableRowIterator rows = table.iterator()) {
            for (long number = 0; number < most && rows.hasNext(); number++) {
                if (number % ROWS_BETWEEN_CHECKS == 0) {
                    monitor.checkCanceled();
                }
                final DataRow row = rows.next();
                for (int i = 0; i < places.length; i++) {
                    cells[i] = value(row.getCell(places[i]), columns[i].type());
                }
                builder.row(cells);
            }
        }
        return builder.build();
    }

    private static Object value(final DataCell cell, final Table.Type type) {
        if (cell.isMissing()) {
            return null;
        }
        return type == Table.Type.TEXT ? ((StringValue) cell).getStringValue() : ((DoubleValue) cell).getDoubleValue();
    }
}
