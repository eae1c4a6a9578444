package org.knime.core.data;

import java.util.Iterator;

/** Goes over the rows of a table, which it cannot change. */
public abstract class RowIterator implements Iterator<DataRow> {

    @Override
    public abstract boolean hasNext();

    @Override
    public abstract DataRow next();

    @Override
    public final void remove() {
        throw new UnsupportedOperationException("A table is read-only.");
    }
}
