package org.knime.core.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the specification of a table. */
public final class DataTableSpecCreator {

    private final Map<String, DataColumnSpec> columns = new LinkedHashMap<>();

    private final Map<String, String> properties = new LinkedHashMap<>();

    private String name;

    public DataTableSpecCreator() {}

    public DataTableSpecCreator(final DataTableSpec spec) {
        addColumns(spec);
        setName(spec.getName());
        putProperties(spec.getProperties());
    }

    public DataTableSpecCreator setName(final String newName) {
        name = newName;
        return this;
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... added) {
        for (final DataColumnSpec column : added) {
            if (columns.putIfAbsent(column.getName(), column) != null) {
                throw new IllegalArgumentException("Column \"" + column.getName() + "\" already contained at index "
                        + List.copyOf(columns.keySet()).indexOf(column.getName()));
            }
        }
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        return addColumns(spec.stream().toArray(DataColumnSpec[]::new));
    }

    public DataTableSpecCreator putProperties(final Map<String, String> added) {
        added.forEach(this::putProperty);
        return this;
    }

    public DataTableSpecCreator putProperty(final String key, final String value) {
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("Invalid property key (null or empty string)");
        }
        properties.put(key, value);
        return this;
    }

    public DataTableSpecCreator dropAllDomains() {
        columns.replaceAll((key, column) -> {
            final DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
            creator.setDomain(null);
            return creator.createSpec();
        });
        return this;
    }

    public DataTableSpecCreator dropAllColumns() {
        columns.clear();
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns.values().toArray(DataColumnSpec[]::new), properties);
    }
}
