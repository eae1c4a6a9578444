package org.knime.core.data;

/** What identifies a row. */
public interface RowKeyValue {

    String getString();
}
