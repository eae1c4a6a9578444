package org.knime.node.parameters.updates;

/** A condition on the values of settings, here a type only. */
public interface EffectPredicate {

    default EffectPredicate and(final EffectPredicate other) {
        return new EffectPredicate() {};
    }
}
