package org.gflownet4j.knime.operation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.gflownet4j.operation.OperationException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/** Says in KNIME's way what an operation could not do: what happened, with which input, and what to do. */
final class Failure {

    private static final String CHECK = "Check the settings of this node and what is connected to it.";
    private static final String MEMORY = "Give KNIME more memory (the line -Xmx in knime.ini), ask for fewer objects, or "
            + "take a smaller network.";

    private Failure() {
    }

    /**
     * Translates.
     *
     * @param node its name
     * @param inputs what was connected, a line each
     * @param cause what the operation threw
     * @return to be thrown
     * @throws CanceledExecutionException if the user cancelled
     * @throws RuntimeException the cause itself, if it is none that is meant for users
     */
    static KNIMEException of(final String node, final List<String> inputs, final Throwable cause)
            throws CanceledExecutionException {
        if (cause instanceof CancellationException) {
            throw new CanceledExecutionException(cause.getMessage());
        }
        if (cause instanceof OperationException refused) {
            return message(cause.getMessage(), inputs, refused.resolution(), cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return message("There is not enough memory for " + node + ".", inputs, MEMORY, cause);
        }
        if (cause.getClass() == IllegalArgumentException.class && cause.getMessage() != null) {
            return message(cause.getMessage(), inputs, CHECK, cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof IOException) {
            return message("The result could not be handed on: " + cause.getMessage() + ".", inputs,
                    "See that there is space on the disk, and execute the node again.", cause);
        }
        throw (RuntimeException) cause;
    }

    /** Settings that do not fit what is connected now. */
    static KNIMEException refused(final List<String> inputs, final InvalidSettingsException cause) {
        return message(cause.getMessage(), inputs, "Open the dialog, and choose again.", cause);
    }

    private static KNIMEException message(final String problem, final List<String> inputs, final String resolution,
            final Throwable cause) {
        final var builder = Message.builder().withSummary(problem);
        if (!inputs.isEmpty()) {
            builder.addTextIssue(inputs.stream().collect(Collectors.joining("\n", "Connected:\n", "")));
        }
        return builder.addResolutions(resolution).build().orElseThrow().toKNIMEException(cause);
    }
}
