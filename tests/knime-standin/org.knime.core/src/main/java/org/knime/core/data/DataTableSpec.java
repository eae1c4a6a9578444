package org.knime.core.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** The columns of a table. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String NAME = "spec_name";

    private static final String COLUMNS = "number_columns";

    private static final String COLUMN = "column_spec_";

    private static final String PROPERTIES = "spec_properties";

    private static final String DEFAULT_NAME = "default";

    private final String name;

    private final List<DataColumnSpec> columns;

    private final Map<String, Integer> indices = new LinkedHashMap<>();

    private final Map<String, String> properties;

    public DataTableSpec() {
        this(DEFAULT_NAME);
    }

    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        this(NAME, names, types); // the name is KNIME's slip, and what users of KNIME get
    }

    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    public DataTableSpec(final DataTableSpec spec1, final DataTableSpec spec2) {
        this(DEFAULT_NAME.equals(spec1.name) ? spec2.name
                : DEFAULT_NAME.equals(spec2.name) ? spec1.name : spec1.name + "+" + spec2.name, spec1, spec2);
    }

    public DataTableSpec(final String name, final DataTableSpec spec1, final DataTableSpec spec2) {
        this(name, Stream.concat(spec1.stream(), spec2.stream()).toArray(DataColumnSpec[]::new));
    }

    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        this(name, colSpecs, Map.of());
    }

    DataTableSpec(final String name, final DataColumnSpec[] colSpecs, final Map<String, String> properties) {
        this.name = name == null ? DEFAULT_NAME : name;
        this.columns = List.of(colSpecs);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        for (int i = 0; i < colSpecs.length; i++) {
            final Integer first = indices.putIfAbsent(colSpecs[i].getName(), i);
            if (first != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + colSpecs[i].getName()
                        + "\" at positions " + first + " and " + i + ".");
            }
        }
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException("Parameter arrays names and types must have the same length (names: "
                    + names.length + ", types: " + types.length + ").");
        }
        return IntStream.range(0, names.length).mapToObj(i -> new DataColumnSpecCreator(names[i], types[i]))
                .map(DataColumnSpecCreator::createSpec).toArray(DataColumnSpec[]::new);
    }

    public String getName() {
        return name;
    }

    public Map<String, String> getProperties() {
        return properties;
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

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return valueClass != null && stream().anyMatch(column -> column.getType().isCompatible(valueClass));
    }

    public boolean isCompatibleWith(final DataTableSpec spec) {
        return allMatch(spec, DataColumnSpec::isCompatibleWith);
    }

    public boolean equalStructure(final DataTableSpec spec) {
        return allMatch(spec, DataColumnSpec::equalStructure);
    }

    private boolean allMatch(final DataTableSpec other, final BiPredicate<DataColumnSpec, DataColumnSpec> match) {
        return other != null && other.getNumColumns() == getNumColumns()
                && IntStream.range(0, getNumColumns()).allMatch(i -> match.test(columns.get(i), other.columns.get(i)));
    }

    public static String getUniqueColumnName(final DataTableSpec spec, final String columnName) {
        final String trimmed = columnName.trim();
        String unique = trimmed;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = trimmed + " (#" + i + ")";
        }
        return unique;
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, name);
        config.addInt(COLUMNS, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).save(config.addConfig(COLUMN + i));
        }
        if (!properties.isEmpty()) {
            final ConfigWO all = config.addConfig(PROPERTIES);
            int i = 0;
            for (final Map.Entry<String, String> property : properties.entrySet()) {
                final ConfigWO one = all.addConfig("prop-" + i++);
                one.addString("key", property.getKey());
                one.addString("value", property.getValue());
            }
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        final DataColumnSpec[] columns = new DataColumnSpec[config.getInt(COLUMNS)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = DataColumnSpec.load(config.getConfig(COLUMN + i));
        }
        final Map<String, String> properties = new LinkedHashMap<>();
        if (config.containsKey(PROPERTIES)) {
            final ConfigRO all = config.getConfig(PROPERTIES);
            for (final String key : all) {
                properties.put(all.getConfig(key).getString("key"), all.getConfig(key).getString("value"));
            }
        }
        return new DataTableSpec(config.getString(NAME), columns, properties);
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof DataTableSpec other && name.equals(other.name) && columns.equals(other.columns)
                && properties.equals(other.properties);
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

    /** Writes and reads the columns as spec.xml. */
    public static final class Serializer extends PortObjectSpecSerializer<DataTableSpec> {

        private static final String FILE = "spec.xml";

        @Override
        public void savePortObjectSpec(final DataTableSpec spec, final PortObjectSpecZipOutputStream out)
                throws IOException {
            final ModelContent content = new ModelContent(FILE);
            spec.save(content);
            out.putNextEntry(new ZipEntry(FILE));
            content.saveToXML(out);
        }

        @Override
        public DataTableSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final ZipEntry entry = in.getNextEntry();
            if (entry == null || !FILE.equals(entry.getName())) {
                throw new IOException("Expected '" + FILE + "' zip entry, got " + entry);
            }
            try {
                return DataTableSpec.load(ModelContent.loadFromXML(in));
            } catch (InvalidSettingsException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
