package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

class ProgressTest {

    @Test
    void lastProgressAndMessageAreKept() {
        final ExecutionMonitor monitor = new ExecutionMonitor();
        monitor.setProgress(0.25, "a quarter");
        monitor.setProgress(2.0);
        monitor.setMessage("more");
        assertEquals(0.25, monitor.getProgressMonitor().getProgress());
        assertEquals("more", monitor.getProgressMonitor().getMessage());
    }

    @Test
    void cancelledMonitorThrowsWhenAsked() throws Exception {
        final ExecutionMonitor monitor = new ExecutionMonitor();
        monitor.checkCanceled();
        monitor.getProgressMonitor().setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, monitor::checkCanceled);
    }

    @Test
    void interruptedThreadCountsAsCancelled() {
        Thread.currentThread().interrupt();
        assertThrows(CanceledExecutionException.class, new ExecutionMonitor()::checkCanceled);
        Thread.interrupted();
    }
}
