package org.gflownet4j.report;

import java.util.Objects;

/**
 * A figure that a reader should see first.
 *
 * @param label what it is, in a few words
 * @param value as people read it, with its unit; {@link NumberText} rounds numbers
 * @param explanation one sentence: what it means and which values are good
 */
public record KeyFigure(String label, String value, String explanation) {

    /**
     * Checks that nothing is missing.
     *
     * @throws NullPointerException if something is null
     */
    public KeyFigure {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(explanation, "explanation");
    }
}
