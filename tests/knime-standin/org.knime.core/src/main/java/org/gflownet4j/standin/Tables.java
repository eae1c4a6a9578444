package org.gflownet4j.standin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;

/** Tables for tests. */
public final class Tables {

    private Tables() {}

    /**
     * A table with the rows Row0, Row1, …
     *
     * @param rows of each row the values: cells, strings, numbers, truth values, or null for a missing value
     */
    public static BufferedDataTable of(final DataTableSpec spec, final Object[]... rows) {
        final BufferedDataContainer container = NodeAccess.get().context((fraction, message) -> {})
                .createDataContainer(spec);
        long index = 0;
        for (final Object[] row : rows) {
            container.addRowToTable(
                    new DefaultRow(RowKey.createRowKey(index++), Arrays.stream(row).map(Tables::cell).toList()));
        }
        container.close();
        return container.getTable();
    }

    /** The same rows under other RowIDs. */
    public static BufferedDataTable withRowIds(final BufferedDataTable table, final String... ids) {
        final BufferedDataContainer container = NodeAccess.get().context((fraction, message) -> {})
                .createDataContainer(table.getSpec());
        int index = 0;
        for (final DataRow row : table) {
            final DataCell[] cells = new DataCell[row.getNumCells()];
            Arrays.setAll(cells, row::getCell);
            container.addRowToTable(new DefaultRow(new RowKey(ids[index++]), cells));
        }
        container.close();
        return container.getTable();
    }

    private static DataCell cell(final Object value) {
        if (value == null) {
            return DataType.getMissingCell();
        } else if (value instanceof DataCell cell) {
            return cell;
        } else if (value instanceof Integer number) {
            return new IntCell(number);
        } else if (value instanceof Long number) {
            return new LongCell(number);
        } else if (value instanceof Double number) {
            return new DoubleCell(number);
        } else if (value instanceof Boolean truth) {
            return truth ? BooleanCell.TRUE : BooleanCell.FALSE;
        }
        return new StringCell(value.toString());
    }

    /** The rows of a table. */
    public static List<DataRow> rows(final BufferedDataTable table) {
        final List<DataRow> rows = new ArrayList<>();
        table.forEach(rows::add);
        return rows;
    }

    /** The cells of a column. */
    public static List<DataCell> column(final BufferedDataTable table, final String name) {
        final int column = table.getSpec().columnsToIndices(name)[0];
        return rows(table).stream().map(row -> row.getCell(column)).toList();
    }
}
