package org.knime.node.parameters.updates;

/** A condition on the values of settings. In the stand-in each is one of {@link Condition}. */
public interface EffectPredicate {

    default EffectPredicate and(final EffectPredicate other) {
        return new Condition(() -> Condition.holds(this) && Condition.holds(other));
    }

    default EffectPredicate or(final EffectPredicate other) {
        return new Condition(() -> Condition.holds(this) || Condition.holds(other));
    }

    default EffectPredicate negate() {
        return new Condition(() -> !Condition.holds(this));
    }
}
