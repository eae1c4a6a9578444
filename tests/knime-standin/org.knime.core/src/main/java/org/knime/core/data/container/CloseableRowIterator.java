package org.knime.core.data.container;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.knime.core.data.DataRow;
import org.knime.core.data.RowIterator;

/** A row iterator to be closed; closed, it has no more rows. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {

    @Override
    public abstract void close();

    public static CloseableRowIterator from(final Iterator<? extends DataRow> rows) {
        return new CloseableRowIterator() {

            private boolean closed;

            @Override
            public boolean hasNext() {
                return !closed && rows.hasNext();
            }

            @Override
            public DataRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return rows.next();
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
