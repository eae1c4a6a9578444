package org.knime.node.parameters.updates;

import java.util.function.BooleanSupplier;

/** A condition that can be asked. KNIME hands its conditions to the web page instead. */
record Condition(BooleanSupplier test) implements EffectPredicate {

    static boolean holds(final EffectPredicate predicate) {
        return ((Condition) predicate).test().getAsBoolean();
    }
}
