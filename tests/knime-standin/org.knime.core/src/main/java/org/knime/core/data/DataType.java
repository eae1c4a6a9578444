package org.knime.core.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The type of a column: what its cells can be read as. The first kind of value is the preferred one. */
public final class DataType {

    private static final String CELL_CLASS = "cell_class";

    private static final Map<Class<? extends DataCell>, DataType> TYPES = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> cellClass;

    private final List<Class<? extends DataValue>> values;

    private DataType(final Class<? extends DataCell> cellClass, final Collection<Class<? extends DataValue>> values) {
        this.cellClass = cellClass;
        this.values = List.copyOf(values);
    }

    public static DataType getType(final Class<? extends DataCell> cell) {
        Objects.requireNonNull(cell, "Class must not be null.");
        final DataType known = TYPES.get(cell);
        if (known != null) {
            return known;
        }
        final Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
        collect(cell, values);
        return TYPES.computeIfAbsent(cell, key -> new DataType(key, values));
    }

    private static void collect(final Class<?> type, final Set<Class<? extends DataValue>> values) {
        for (final Class<?> face : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(face)) {
                values.add(face.asSubclass(DataValue.class));
            }
            collect(face, values);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), values);
        }
    }

    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    public static DataValue.UtilityFactory getUtilityFor(final Class<? extends DataValue> value) {
        try {
            return (DataValue.UtilityFactory) value.getField("UTILITY").get(null);
        } catch (ReflectiveOperationException e) {
            return DataValue.UTILITY;
        }
    }

    public boolean isMissingValueType() {
        return values.contains(MissingValue.class);
    }

    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || values.stream().anyMatch(valueClass::isAssignableFrom);
    }

    public boolean isASuperTypeOf(final DataType type) {
        return type == this || type.isMissingValueType() || values.stream().allMatch(type::isCompatible);
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return values.get(0);
    }

    public void save(final ConfigWO config) {
        config.addString(CELL_CLASS, cellClass.getName());
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        final String name = config.getString(CELL_CLASS);
        try {
            return getType(Class.forName(name).asSubclass(DataCell.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new InvalidSettingsException("Data cell implementation '" + name + "' not found.", e);
        }
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof DataType other && values.get(0) == other.values.get(0)
                && new HashSet<>(values).equals(new HashSet<>(other.values));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(values).hashCode();
    }

    public String getName() {
        return toString();
    }

    @Override
    public String toString() {
        return getUtilityFor(getPreferredValueClass()) instanceof ExtensibleUtilityFactory factory ? factory.getName()
                : cellClass.getSimpleName();
    }
}
