package org.knime.core.data;

import java.util.Objects;

/** Name and type of a column. The stand-in has no domains. */
public final class DataColumnSpec {

    private final String name;

    private final DataType type;

    DataColumnSpec(final String name, final DataType type) {
        this.name = name;
        this.type = type;
    }

    public String getName() {
        return name;
    }

    public DataType getType() {
        return type;
    }

    public boolean isCompatibleWith(final DataColumnSpec other) {
        return other != null && name.equals(other.name) && other.type.isASuperTypeOf(type);
    }

    public boolean equalStructure(final DataColumnSpec other) {
        return other != null && name.equals(other.name) && type.equals(other.type);
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof DataColumnSpec other && equalStructure(other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
