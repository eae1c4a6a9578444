package org.gflownet4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.gflownet4j.app.results.FileProblem;
import org.gflownet4j.app.results.OutputException;
import org.gflownet4j.app.workflow.WorkflowException;
import org.gflownet4j.compute.DeviceException;
import org.gflownet4j.operation.OperationException;

/** Says in words what went wrong. */
final class ErrorMessage {

    private ErrorMessage() {
    }

    /**
     * The message for a user.
     *
     * @param problem whatever was thrown
     * @return sentences
     */
    static String of(final Throwable problem) {
        if (problem instanceof WorkflowException workflow) {
            return sentences(problem.getMessage(), workflow.resolution());
        }
        if (problem instanceof OperationException operation) {
            return sentences(problem.getMessage(), operation.resolution());
        }
        if (problem instanceof UncheckedIOException wrapped) {
            return of(wrapped.getCause());
        }
        if (problem instanceof OutputException || problem instanceof InputException
                || problem instanceof DeviceException) {
            return problem.getMessage();
        }
        if (problem instanceof IOException io) {
            return "Reading or writing failed: " + FileProblem.reason(io) + ".";
        }
        if (problem instanceof IllegalArgumentException && problem.getMessage() != null) {
            return problem.getMessage();
        }
        if (problem instanceof OutOfMemoryError) {
            return "The memory did not suffice. Give more, for example with GFLOWNET_JAVA_OPTS=-Xmx8g, or take smaller "
                    + "numbers.";
        }
        return "This should not have happened: " + problem
                + ". Run it again with --verbose, and report what it prints.";
    }

    private static String sentences(final String problem, final String resolution) {
        return resolution.isEmpty() ? problem : problem + " " + resolution;
    }
}
