package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;
import org.knime.core.node.util.CheckUtils;

/** A problem whose message the user reads as it is. */
public final class KNIMEException extends Exception implements MessageAwareException {

    private static final long serialVersionUID = 1L;

    private final transient Message message;

    public KNIMEException(final String message) {
        this(message, (Throwable) null);
    }

    public KNIMEException(final String message, final Throwable cause) {
        super(message, cause);
        if (message != null) {
            this.message = Message.fromSummary(message);
        } else if (cause != null && cause.getMessage() != null) {
            this.message = Message.fromSummary(cause.getMessage());
        } else {
            this.message = Message.fromSummary("unknown reason");
        }
    }

    private KNIMEException(final Message message, final Throwable cause) {
        super(message.getSummary(), cause);
        this.message = message;
    }

    public static KNIMEException of(final Message message) {
        return of(message, null);
    }

    public static KNIMEException of(final Message message, final Throwable cause) {
        return new KNIMEException(CheckUtils.checkArgumentNotNull(message), cause);
    }

    @Override
    public Message getKNIMEMessage() {
        return message;
    }
}
