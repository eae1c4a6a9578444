package org.knime.core.webui.node.dialog;

/** Which of a node's settings are meant, and where they are saved. */
public enum SettingsType {

    MODEL("model", "variables"),

    VIEW("view", "view_variables");

    private final String key;

    private final String variablesKey;

    SettingsType(final String key, final String variablesKey) {
        this.key = key;
        this.variablesKey = variablesKey;
    }

    public String getConfigKey() {
        return key;
    }

    public String getVariablesConfigKey() {
        return variablesKey;
    }
}
