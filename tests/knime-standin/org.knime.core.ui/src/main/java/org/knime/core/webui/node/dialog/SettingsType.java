package org.knime.core.webui.node.dialog;

/** Which of a node's settings are meant. */
public enum SettingsType {
    MODEL, VIEW
}
