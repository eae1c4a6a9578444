package org.gflownet4j.app.workflow;

/** A workflow can not be read or run; the message says which part of it, and why, in words for a user. */
public final class WorkflowException extends RuntimeException {

    /** What is wrong, for a program. */
    public enum Reason {
        /** The folder is no KNIME workflow. */
        NO_WORKFLOW,
        /** A file of the workflow is missing, damaged, too large, or lies outside of the folder. */
        BAD_FILE,
        /** A node that this application can not run. */
        UNKNOWN_NODE,
        /** A connection begins or ends at something that does not exist, or joins ports of different types. */
        BAD_CONNECTION,
        /** A node has an input that its operation does not know. */
        UNKNOWN_PORT,
        /** An input to which nothing is connected. */
        MISSING_INPUT,
        /** Nodes that wait for each other. */
        CYCLE,
        /** A setting that the node does not have, or a value that does not fit it. */
        BAD_SETTING,
        /** A table is given for a node that can not be replaced by one. */
        BAD_TABLE,
        /** A node was run and could not do its work. */
        NODE_FAILED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String resolution;

    /**
     * A refusal.
     *
     * @param reason what is wrong
     * @param problem the same for a user, with the name of the node or file; a sentence
     * @param resolution what to do; a sentence, or empty
     */
    public WorkflowException(final Reason reason, final String problem, final String resolution) {
        super(problem);
        this.reason = reason;
        this.resolution = resolution;
    }

    /**
     * A refusal with its cause.
     *
     * @param reason what is wrong
     * @param problem the same for a user, with the name of the node or file; a sentence
     * @param resolution what to do; a sentence, or empty
     * @param cause how it was noticed
     */
    public WorkflowException(final Reason reason, final String problem, final String resolution,
            final Throwable cause) {
        super(problem, cause);
        this.reason = reason;
        this.resolution = resolution;
    }

    /**
     * What is wrong.
     *
     * @return for a program
     */
    public Reason reason() {
        return reason;
    }

    /**
     * What to do about it.
     *
     * @return a sentence, or empty
     */
    public String resolution() {
        return resolution;
    }
}
