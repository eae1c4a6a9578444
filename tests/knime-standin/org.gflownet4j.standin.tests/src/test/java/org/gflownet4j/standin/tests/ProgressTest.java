package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

class ProgressTest {

    @Test
    void stepsAddUpToTheWhole() {
        final ExecutionMonitor whole = new ExecutionMonitor();
        whole.setProgress(0.25, "Whole");
        final ExecutionMonitor step = whole.createSubProgress(0.5);
        step.setProgress(0.5, () -> "step");
        assertEquals(0.5, whole.getProgressMonitor().getProgress());
        assertEquals(List.of("Whole", "step"), whole.getProgressMonitor().getMessages());
        step.createSubProgress(0.5).setProgress(1.0, "part");
        assertEquals(0.75, whole.getProgressMonitor().getProgress());
        assertEquals(List.of("Whole", "step", "part"), whole.getProgressMonitor().getMessages());
        whole.createSilentSubProgress(0.1).setMessage("not heard");
        assertEquals(List.of("Whole", "step", "part"), whole.getProgressMonitor().getMessages());
    }

    @Test
    void cancellingReachesEveryStepButASteadfastOne() throws Exception {
        final ExecutionMonitor whole = new ExecutionMonitor();
        whole.getProgressMonitor().setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, whole::checkCanceled);
        assertThrows(CanceledExecutionException.class, whole.createSubProgress(0.5)::checkCanceled);
        whole.createNonCancelableSubProgress().checkCanceled();
    }

    @Test
    void interruptedThreadCountsAsCancelled() {
        Thread.currentThread().interrupt();
        assertThrows(CanceledExecutionException.class, new ExecutionMonitor()::checkCanceled);
        Thread.interrupted();
    }
}
