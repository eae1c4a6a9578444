package org.knime.core.node;

/** Keeps the last progress and message. Cancelled if told so, or if the asking thread is interrupted. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private volatile boolean canceled;

    private Double progress;

    private String message;

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (canceled || Thread.currentThread().isInterrupted()) {
            throw new CanceledExecutionException(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
        }
    }

    @Override
    public void setExecuteCanceled() {
        canceled = true;
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
    public void setProgress(final String text) {
        setMessage(text);
    }

    @Override
    public synchronized void setMessage(final String text) {
        message = text;
    }

    @Override
    public synchronized Double getProgress() {
        return progress;
    }

    @Override
    public synchronized String getMessage() {
        return message;
    }
}
