package org.knime.core.webui.node.dialog;

/** A node factory whose nodes have a dialog. */
public interface NodeDialogFactory {

    NodeDialog createNodeDialog();
}
