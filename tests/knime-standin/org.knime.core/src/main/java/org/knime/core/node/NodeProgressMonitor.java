package org.knime.core.node;

/** Takes a node's progress and knows whether the user cancelled it. */
public interface NodeProgressMonitor {

    void checkCanceled() throws CanceledExecutionException;

    void setProgress(double progress);

    void setProgress(double progress, String message);

    void setProgress(String message);

    void setMessage(String message);

    Double getProgress();

    String getMessage();

    void setExecuteCanceled();
}
