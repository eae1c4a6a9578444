package org.gflownet4j.operation;

/** An operation can not do what was asked for; the message says why, and what to do about it, in words for a user. */
public final class OperationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String resolution;

    /**
     * A refusal.
     *
     * @param problem what happened, and to which input; a sentence
     * @param resolution what to do; a sentence
     */
    public OperationException(final String problem, final String resolution) {
        super(problem);
        this.resolution = resolution;
    }

    /**
     * A refusal that something further down had the words for.
     *
     * @param cause its message is for a user
     * @param resolution what to do; a sentence
     */
    OperationException(final IllegalArgumentException cause, final String resolution) {
        super(cause.getMessage(), cause);
        this.resolution = cause instanceof OperationException refusal ? refusal.resolution() : resolution;
    }

    /**
     * What to do about it.
     *
     * @return a sentence
     */
    public String resolution() {
        return resolution;
    }
}
