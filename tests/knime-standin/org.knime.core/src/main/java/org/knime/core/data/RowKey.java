package org.knime.core.data;

import java.util.Objects;

/** The RowID of a row. */
public final class RowKey implements RowKeyValue {

    private final String id;

    public RowKey(final String id) {
        this.id = Objects.requireNonNull(id, "Argument must not be null.");
    }

    public static RowKey createRowKey(final long rowIndex) {
        return new RowKey("Row" + rowIndex);
    }

    @Override
    public String getString() {
        return id;
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof RowKeyValue other && other.getString().equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
