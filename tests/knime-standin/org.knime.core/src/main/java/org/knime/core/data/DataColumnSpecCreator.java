package org.knime.core.data;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the specification of a column. */
public final class DataColumnSpecCreator {

    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private String name;

    private DataType type;

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    public void setName(final String newName) {
        final String trimmed = Objects.requireNonNull(newName, "Name of DataColumnSpec must not be null!").trim();
        name = trimmed.isEmpty() ? "<empty_" + UNNAMED.incrementAndGet() + ">" : trimmed;
    }

    public void setType(final DataType newType) {
        type = Objects.requireNonNull(newType, "Type of DataColumnSpec must not be null!");
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, type);
    }
}
