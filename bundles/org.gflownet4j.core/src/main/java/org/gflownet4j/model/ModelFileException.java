package org.gflownet4j.model;

import java.io.IOException;

/** A file is no model, or a damaged one; the message says what is wrong, in words for a user. */
public final class ModelFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A refused file.
     *
     * @param message what is wrong
     */
    public ModelFileException(final String message) {
        super(message);
    }

    /**
     * A refused file.
     *
     * @param message what is wrong
     * @param cause how it was noticed
     */
    public ModelFileException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
