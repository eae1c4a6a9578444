package org.knime.core.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.swing.JComponent;

import org.knime.core.node.port.PortObjectSpec;

/** The columns of a table. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";

    private final String name;

    private final List<DataColumnSpec> columns;

    private final Map<String, Integer> indices = new LinkedHashMap<>();

    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        this.name = name == null ? DEFAULT_NAME : name;
        this.columns = List.of(colSpecs);
        for (int i = 0; i < colSpecs.length; i++) {
            final Integer first = indices.putIfAbsent(colSpecs[i].getName(), i);
            if (first != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + colSpecs[i].getName()
                        + "\" at positions " + first + " and " + i + ".");
            }
        }
    }

    public String getName() {
        return name;
    }

    public int getNumColumns() {
        return columns.size();
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return columns.get(index);
    }

    public DataColumnSpec getColumnSpec(final String column) {
        final int index = findColumnIndex(column);
        return index < 0 ? null : columns.get(index);
    }

    public final String[] getColumnNames() {
        return stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public int findColumnIndex(final String columnName) {
        return indices.getOrDefault(columnName, -1);
    }

    public int[] columnsToIndices(final String... names) {
        return Arrays.stream(names).mapToInt(column -> {
            if (!containsName(column)) {
                throw new IllegalArgumentException("Column not found: \"" + column + "\"");
            }
            return findColumnIndex(column);
        }).toArray();
    }

    public boolean containsName(final String columnName) {
        return findColumnIndex(columnName) >= 0;
    }

    public boolean isCompatibleWith(final DataTableSpec spec) {
        return spec != null && spec.getNumColumns() == getNumColumns() && IntStream.range(0, getNumColumns())
                .allMatch(i -> columns.get(i).isCompatibleWith(spec.columns.get(i)));
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof DataTableSpec other && name.equals(other.name) && columns.equals(other.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return stream().map(DataColumnSpec::getName)
                .collect(Collectors.joining("; ", "name=" + name + ",columns=[", "]"));
    }
}
