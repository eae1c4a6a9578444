package org.knime.core.util;

/** Two rows of a table have the same RowID. */
public class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    public DuplicateKeyException(final String message, final String key) {
        super(message);
        this.key = key;
    }
}
