package org.knime.core.internal;

import org.knime.core.node.message.Message;

/** An exception that says what happened in KNIME's way. */
public interface MessageAwareException {

    Message getKNIMEMessage();
}
