package org.gflownet4j.knime.table;

import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.table.Table;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** Writes tables to KNIME, row by row. */
public final class TableWriter {

    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private TableWriter() {
    }

    /**
     * KNIME's specification of columns.
     *
     * @param columns in their order
     * @return with KNIME's types
     */
    public static DataTableSpec spec(final List<Table.Column> columns) {
        return new DataTableSpec(specs(columns).toArray(DataColumnSpec[]::new));
    }

    private static Stream<DataColumnSpec> specs(final List<Table.Column> columns) {
        return columns.stream()
                .map(column -> new DataColumnSpecCreator(column.name(), type(column.type())).createSpec());
    }

    /**
     * KNIME's specification of a table with more columns.
     *
     * @param table the table's
     * @param added columns behind those of the table, of other names
     * @return all columns
     */
    public static DataTableSpec spec(final DataTableSpec table, final List<Table.Column> added) {
        return new DataTableSpec(Stream.concat(table.stream(), specs(added)).toArray(DataColumnSpec[]::new));
    }

    private static DataType type(final Table.Type type) {
        return switch (type) {
            case TEXT -> StringCell.TYPE;
            case NUMBER -> DoubleCell.TYPE;
            case WHOLE -> LongCell.TYPE;
        };
    }

    /**
     * Writes a table.
     *
     * @param table what to write
     * @param context KNIME's
     * @return with the usual RowIDs, Row0 and on
     * @throws CanceledExecutionException if the user cancelled
     */
    public static BufferedDataTable write(final Table table, final ExecutionContext context)
            throws CanceledExecutionException {
        final BufferedDataContainer container = context.createDataContainer(spec(table.columns()));
        try {
            fill(container, table, context);
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private static void fill(final BufferedDataContainer container, final Table table, final ExecutionContext context)
            throws CanceledExecutionException {
        for (int row = 0; row < table.rows(); row++) {
            if (row % ROWS_BETWEEN_CHECKS == 0) {
                context.checkCanceled();
            }
            final DataCell[] cells = new DataCell[table.columns().size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(table, row, i);
            }
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long) row), cells));
        }
    }

    /**
     * Writes a table once more, with more columns.
     *
     * @param table keeps its rows, RowIDs and cells
     * @param added names and types of the columns behind its own
     * @param values one row per row of the table; their last columns are those that are added
     * @param context KNIME's
     * @return the table with more columns
     * @throws CanceledExecutionException if the user cancelled
     */
    public static BufferedDataTable append(final BufferedDataTable table, final List<Table.Column> added,
            final Table values, final ExecutionContext context) throws CanceledExecutionException {
        final BufferedDataContainer container = context.createDataContainer(spec(table.getDataTableSpec(), added));
        final int own = table.getDataTableSpec().getNumColumns();
        final int first = values.columns().size() - added.size();
        try (CloseableRowIterator rows = table.iterator()) {
            for (int row = 0; rows.hasNext(); row++) {
                if (row % ROWS_BETWEEN_CHECKS == 0) {
                    context.checkCanceled();
                }
                final DataRow old = rows.next();
                final DataCell[] cells = new DataCell[own + added.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = i < own ? old.getCell(i) : cell(values, row, first + i - own);
                }
                container.addRowToTable(new DefaultRow(old.getKey(), cells));
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private static DataCell cell(final Table table, final int row, final int column) {
        if (table.isMissing(row, column)) {
            return DataType.getMissingCell();
        }
        return switch (table.columns().get(column).type()) {
            case TEXT -> new StringCell(table.text(row, column));
            case NUMBER -> new DoubleCell(table.number(row, column));
            case WHOLE -> new LongCell((long) table.number(row, column));
        };
    }
}
