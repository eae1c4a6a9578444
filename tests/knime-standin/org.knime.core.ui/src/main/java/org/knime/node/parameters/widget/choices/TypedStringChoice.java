package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/** A choice with the type of what it names, as of a column. */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    public static TypedStringChoice fromColSpec(final DataColumnSpec column) {
        return new TypedStringChoice(column.getName(), column.getName(), new PossibleTypeValue(
                column.getType().getPreferredValueClass().getName(), column.getType().getName()));
    }

    /** A type: its identifier and its name. */
    public record PossibleTypeValue(String id, String text) {}
}
