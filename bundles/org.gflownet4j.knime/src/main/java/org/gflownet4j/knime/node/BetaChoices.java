package org.gflownet4j.knime.node;

import java.util.Arrays;

import org.gflownet4j.knime.port.ModelPortObjectSpec;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** The inverse temperature that a temperature-conditional model is used at, as dialogs let choose it. */
final class BetaChoices {

    private BetaChoices() {
    }

    enum BetaChoice {
        @Label(value = "Explore", description = "Many different objects: the lowest inverse temperature of training.")
        EXPLORE, //
        @Label(value = "Balanced", description = "Take it first: half way between the two.")
        BALANCED, //
        @Label(value = "Exploit", description = "The best objects: the highest inverse temperature of training.")
        EXPLOIT, //
        @Label(value = "By numbers", description = "As you give it.")
        OWN
    }

    interface Reference extends ParameterReference<BetaChoice> {
    }

    /** True where the model is temperature-conditional, and where that is not known yet. */
    static final class IsConditional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return isConditional(initializer);
        }
    }

    private static EffectPredicate isConditional(final EffectPredicateProvider.PredicateInitializer initializer) {
        return initializer.getConstant(input -> Arrays.stream(input.getInPortSpecs())
                .filter(ModelPortObjectSpec.class::isInstance).map(ModelPortObjectSpec.class::cast)
                .allMatch(spec -> spec.temperature().isPresent()));
    }

    /** True where, beside, numbers are given. */
    static final class IsOwn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return isConditional(initializer).and(
                    initializer.getEnum(Reference.class).isOneOf(BetaChoice.OWN));
        }
    }
}
