package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** A part of the dialog cannot be computed; it stays as it is. */
public final class StateComputationFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    public StateComputationFailureException(final String message) {
        super(message);
    }
}
