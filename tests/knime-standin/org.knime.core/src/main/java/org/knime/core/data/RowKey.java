package org.knime.core.data;

import java.util.Arrays;
import java.util.Objects;

/** The RowID of a row. */
public final class RowKey implements RowKeyValue {

    private final String id;

    public RowKey(final String id) {
        this.id = Objects.requireNonNull(id, "Argument must not be null.");
    }

    @Deprecated
    public static RowKey createRowKey(final int rowIndex) {
        return createRowKey((long) rowIndex);
    }

    public static RowKey createRowKey(final long rowIndex) {
        return new RowKey("Row" + rowIndex);
    }

    public static String[] toStrings(final RowKey... rowKeys) {
        return rowKeys == null ? null : Arrays.stream(rowKeys).map(RowKey::getString).toArray(String[]::new);
    }

    public static RowKey[] toRowKeys(final String... ids) {
        return ids == null ? null : Arrays.stream(ids).map(RowKey::new).toArray(RowKey[]::new);
    }

    @Override
    public String getString() {
        return id;
    }

    @Override
    public RowKey materializeRowKey() {
        return this;
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
