package org.knime.core.node;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.knime.core.node.message.Message;
import org.knime.core.node.util.CheckUtils;

/** Keeps the last progress and message. Cancelled if told so, or if the asking thread is interrupted. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private static final Supplier<String> NONE = () -> null;

    private volatile Message cancelMessage;

    private Double progress;

    private Supplier<String> message = NONE;

    private Supplier<List<String>> appended = List::of;

    protected boolean isCanceled() {
        return cancelMessage != null || Thread.currentThread().isInterrupted();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            final Message told = cancelMessage;
            throw new CanceledExecutionException(
                    told == null ? CanceledExecutionException.DEFAULT_CANCEL_MESSAGE : told);
        }
    }

    @Override
    public void setExecuteCanceled() {
        setExecuteCanceled(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
    }

    public void setExecuteCanceled(final Message reason) {
        cancelMessage = CheckUtils.checkArgumentNotNull(reason);
    }

    @Override
    public synchronized void setProgress(final double newProgress) {
        if (newProgress >= 0 && newProgress <= 1) {
            progress = newProgress;
        }
    }

    @Override
    public synchronized void setProgress(final double newProgress, final String text) {
        setProgress(newProgress);
        setMessage(text);
    }

    @Override
    public synchronized void setProgress(final double newProgress, final Supplier<String> text) {
        setProgress(newProgress);
        setMessage(text);
    }

    @Override
    public void setProgress(final String text) {
        setMessage(text);
    }

    @Override
    public synchronized void setMessage(final String text) {
        appended = List::of;
        setMessage(() -> text);
    }

    @Override
    public synchronized void setMessage(final Supplier<String> text) {
        message = CheckUtils.checkArgumentNotNull(text);
    }

    /** Takes the messages of a step, which stand behind the own one. */
    synchronized void append(final Supplier<List<String>> texts) {
        appended = texts;
    }

    @Override
    public synchronized List<String> getMessages() {
        return Stream.concat(Stream.ofNullable(message.get()), appended.get().stream()).filter(text -> !text.isEmpty())
                .toList();
    }

    @Override
    public synchronized Double getProgress() {
        return progress;
    }

    @Override
    public synchronized String getMessage() {
        return message.get();
    }

    @Override
    public synchronized void reset() {
        cancelMessage = null;
        progress = null;
        message = NONE;
        appended = List::of;
    }
}
