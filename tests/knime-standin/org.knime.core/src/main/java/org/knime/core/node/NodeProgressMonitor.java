package org.knime.core.node;

import java.util.List;
import java.util.function.Supplier;

/** Takes a node's progress and knows whether the user cancelled it. */
public interface NodeProgressMonitor {

    void checkCanceled() throws CanceledExecutionException;

    void setProgress(double progress);

    void setProgress(double progress, String message);

    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    void setProgress(String message);

    void setMessage(String message);

    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    Double getProgress();

    String getMessage();

    default List<String> getMessages() {
        final String message = getMessage();
        return message == null || message.isEmpty() ? List.of() : List.of(message);
    }

    void setExecuteCanceled();

    void reset();
}
