package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowIterator;
import org.knime.core.util.DuplicateKeyException;

/** Fills a table row by row. */
public class DataContainer {

    private final DataTableSpec spec;

    private final List<DataRow> rows = new ArrayList<>();

    private final Set<String> keys = new HashSet<>();

    private long count;

    private RuntimeException problem;

    private DataTable table;

    public DataContainer(final DataTableSpec spec) {
        this.spec = Objects.requireNonNull(spec, "Spec must not be null");
    }

    /** A row that does not fit is told by {@link #close}. KNIME checks rows in other threads, and tells no sooner. */
    public void addRowToTable(final DataRow row) {
        if (isClosed()) {
            throw new IllegalStateException("Cannot add row: container has not been initialized (opened).");
        }
        Objects.requireNonNull(row, "Can't add null rows to container");
        count++;
        if (problem == null) {
            try {
                check(row);
                rows.add(row);
            } catch (DuplicateKeyException e) {
                problem = e;
            } catch (RuntimeException e) {
                problem = new DataContainerException(e.getMessage(), e);
            }
        }
    }

    private void check(final DataRow row) {
        if (row.getNumCells() != spec.getNumColumns()) {
            throw new IllegalArgumentException("Cell count in row \"" + row.getKey()
                    + "\" is not equal to length of column names array: " + row.getNumCells() + " vs. "
                    + spec.getNumColumns());
        }
        for (int i = 0; i < spec.getNumColumns(); i++) {
            final DataCell cell = row.getCell(i);
            final DataType expected = spec.getColumnSpec(i).getType();
            if (!expected.isASuperTypeOf(cell.getType())) {
                final String text = cell.toString().length() > 30 ? cell.toString().substring(0, 30) + "..."
                        : cell.toString();
                throw new IllegalArgumentException(
                        "Runtime class of object \"" + text + "\" (index " + i + ") in row \""
                                + row.getKey() + "\" is " + cell.getType()
                                + " and does not comply with its supposed superclass " + expected);
            }
        }
        final String key = row.getKey().getString();
        if (!keys.add(key)) {
            throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
        }
    }

    public void close() {
        if (problem != null) {
            throw problem;
        }
        if (table == null) {
            table = new InMemory(spec, List.copyOf(rows));
        }
    }

    public boolean isClosed() {
        return table != null;
    }

    public boolean isOpen() {
        return !isClosed();
    }

    public long size() {
        return count;
    }

    public DataTable getTable() {
        if (isOpen()) {
            throw new IllegalStateException("Cannot get table: container is not closed.");
        }
        return table;
    }

    private record InMemory(DataTableSpec spec, List<DataRow> rows) implements DataTable {

        @Override
        public DataTableSpec getDataTableSpec() {
            return spec;
        }

        @Override
        public RowIterator iterator() {
            return CloseableRowIterator.from(rows.iterator());
        }
    }
}
