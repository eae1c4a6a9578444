package org.gflownet4j.app;

import java.io.IOException;

/** A file that the user named can not be used; the message says which and why, in words. */
final class InputException extends IOException {

    private static final long serialVersionUID = 1L;

    InputException(final String message) {
        super(message);
    }

    InputException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
