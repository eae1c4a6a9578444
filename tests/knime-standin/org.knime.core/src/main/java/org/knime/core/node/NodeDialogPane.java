package org.knime.core.node;

/** A classic Swing dialog; here a type only, since dialogs are made from node parameters. */
public abstract class NodeDialogPane {

    protected NodeDialogPane() {}
}
