package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;

/** The user cancelled the node. */
public class CanceledExecutionException extends Exception implements MessageAwareException {

    private static final long serialVersionUID = 1L;

    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private final transient Message message;

    public CanceledExecutionException() {
        message = DEFAULT_CANCEL_MESSAGE;
    }

    public CanceledExecutionException(final String text) {
        super(text);
        message = text == null ? DEFAULT_CANCEL_MESSAGE : Message.fromSummary(text);
    }

    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        this.message = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return message;
    }
}
