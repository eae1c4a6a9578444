package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row in memory. */
public class DefaultRow implements DataRow {

    private final RowKey key;

    private final DataCell[] cells;

    public DefaultRow(final RowKey rowKey, final DataCell... row) {
        key = Objects.requireNonNull(rowKey, "Row ID must not be null!");
        cells = Objects.requireNonNull(row, "Row array must not be null!").clone();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new NullPointerException("Cell at index " + i + " is null!");
            }
        }
    }

    public DefaultRow(final RowKey rowKey, final List<DataCell> row) {
        this(rowKey, row.toArray(DataCell[]::new));
    }

    @Override
    public final int getNumCells() {
        return cells.length;
    }

    @Override
    public final RowKey getKey() {
        return key;
    }

    @Override
    public final DataCell getCell(final int index) {
        return cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return List.of(cells).iterator();
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof DataRow other && other.getKey().equals(key) && Arrays.equals(cells,
                StreamSupport.stream(other.spliterator(), false).toArray(DataCell[]::new));
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return Arrays.stream(cells).map(DataCell::toString).collect(Collectors.joining(", ", key + ": (", ")"));
    }
}
