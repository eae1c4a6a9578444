package org.gflownet4j.knime.node;

import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>Hypergrid Space</em>. */
@LoadDefaultsForAbsentFields
public final class HypergridSpaceParameters extends OperationParameters {

    enum Variant {
        @Label(value = "Standard", description = "A region towards each corner with a small block of the best cells in "
                + "it.")
        STANDARD, //
        @Label(value = "Standard, by side",
                description = "The same with coordinates divided by the side instead of the "
                        + "side minus one, as some publications have it; its regions are not symmetric.")
        BY_SIDE, //
        @Label(value = "Cosine",
                description = "Waves that fade away from the middle: many regions of different height.")
        COSINE, //
        @Label(value = "Sparse",
                description = "Single good cells near the corners, for trying out exploration. Needs a "
                        + "side of 4 or more; usual are R0 = 1e-12 and R1 = 1.")
        SPARSE, //
        @Label(value = "Deceptive",
                description = "A plateau leads away from the best cells. Usual are R0 = 1e-5, R1 = 0.1 "
                        + "and R2 = 2.")
        DECEPTIVE
    }

    interface VariantReference extends ParameterReference<Variant> {
    }

    static final class HasModes implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(VariantReference.class).isOneOf(Variant.STANDARD, Variant.BY_SIDE,
                    Variant.DECEPTIVE);
        }
    }

    static final class AtLeastTwo extends Bound.AtLeast {
        AtLeastTwo() {
            super(2, false);
        }
    }

    @Widget(title = "Dimensions", description = "Number of coordinates of a cell.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class)
    int dimensions = 2;

    @Widget(title = "Side", description = "Cells along each coordinate. The grid has side to the power of "
            + "dimensions cells.")
    @NumberInputWidget(minValidation = AtLeastTwo.class)
    int side = 8;

    @Widget(title = "Reward", description = "Where the good cells are. Standard is the one that most "
            + "publications mean.")
    @ValueReference(VariantReference.class)
    Variant variant = Variant.STANDARD;

    @Widget(title = "R0", description = "Reward of every cell. The smaller, the harder it is to get from one "
            + "good region to the next.")
    @NumberInputWidget(minValidation = Bound.AboveZero.class)
    double r0 = 0.1;

    @Widget(title = "R1", description = "What is added to it in the good regions.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class)
    double r1 = 0.5;

    @Widget(title = "R2", description = "What is added in the best cells inside the good regions. Not used by "
            + "the cosine and the sparse reward.")
    @NumberInputWidget(minValidation = Bound.AtLeastZero.class)
    @Effect(predicate = HasModes.class, type = EffectType.SHOW)
    double r2 = 2;
}
