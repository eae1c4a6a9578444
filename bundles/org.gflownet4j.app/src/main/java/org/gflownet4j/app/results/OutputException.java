package org.gflownet4j.app.results;

import java.io.IOException;

/** Results can not be written; the message says where and why, in words for a user. */
public final class OutputException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what is wrong, and what to do
     */
    public OutputException(final String message) {
        super(message);
    }

    /**
     * A failure.
     *
     * @param message what is wrong, and what to do
     * @param cause how it was noticed
     */
    public OutputException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
