package org.knime.core.node;

/** What a running step reports its progress to and asks whether to stop. */
public class ExecutionMonitor {

    private final NodeProgressMonitor monitor;

    public ExecutionMonitor() {
        this(null);
    }

    public ExecutionMonitor(final NodeProgressMonitor progress) {
        monitor = progress == null ? new DefaultNodeProgressMonitor() : progress;
    }

    public final NodeProgressMonitor getProgressMonitor() {
        return monitor;
    }

    public void checkCanceled() throws CanceledExecutionException {
        monitor.checkCanceled();
    }

    public void setProgress(final double progress) {
        monitor.setProgress(progress);
    }

    public void setProgress(final double progress, final String message) {
        monitor.setProgress(progress, message);
    }

    public void setProgress(final String message) {
        monitor.setProgress(message);
    }

    public void setMessage(final String message) {
        monitor.setMessage(message);
    }
}
