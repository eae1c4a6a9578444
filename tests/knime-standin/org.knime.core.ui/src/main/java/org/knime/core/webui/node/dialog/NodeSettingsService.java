package org.knime.core.webui.node.dialog;

/** Translates between settings and the dialog's page; here a type only. */
public interface NodeSettingsService {}
