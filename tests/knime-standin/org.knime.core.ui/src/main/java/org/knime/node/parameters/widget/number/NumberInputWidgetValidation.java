package org.knime.node.parameters.widget.number;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A bound of a number. */
public sealed interface NumberInputWidgetValidation extends BuiltinValidation {

    default boolean isExclusive() {
        return false;
    }

    /** The least allowed number. */
    abstract non-sealed class MinValidation implements NumberInputWidgetValidation {

        protected abstract double getMin();
    }

    /** The greatest allowed number. */
    abstract non-sealed class MaxValidation implements NumberInputWidgetValidation {

        protected abstract double getMax();
    }
}
