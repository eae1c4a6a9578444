package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

/** No text. */
public final class NoopStringProvider extends NoopProvider<String> {}
