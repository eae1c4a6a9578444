package org.gflownet4j.report;

import java.util.Objects;

/**
 * A setting that the user changed.
 *
 * @param node the node, or operation, that has it
 * @param title of the setting, as the dialog shows it
 * @param value that was used
 * @param defaultValue that a freshly dropped node has
 */
public record ChangedSetting(String node, String title, String value, String defaultValue) {

    /**
     * Checks that nothing is missing.
     *
     * @throws NullPointerException if something is null
     */
    public ChangedSetting {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(defaultValue, "defaultValue");
    }
}
