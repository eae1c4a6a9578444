package org.gflownet4j.knime.node;

import org.gflownet4j.env.Sequence;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Parameters of the node <em>Sequence Space</em>. */
@LoadDefaultsForAbsentFields
public final class SequenceSpaceParameters extends OperationParameters {

    enum Alphabet {
        @Label(value = "DNA", description = "The letters A, C, G, T.")
        DNA, //
        @Label(value = "RNA", description = "The letters A, C, G, U.")
        RNA, //
        @Label(value = "Protein", description = "The one-letter codes of the twenty proteinogenic amino acids.")
        PROTEIN, //
        @Label(value = "Custom", description = "Letters of your own.")
        CUSTOM
    }

    interface AlphabetReference extends ParameterReference<Alphabet> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(AlphabetReference.class).isOneOf(Alphabet.CUSTOM);
        }
    }

    static final class LongestSequence extends Bound.AtMost {
        LongestSequence() {
            super(Sequence.MAX_LENGTH, false);
        }
    }

    @Widget(title = "Alphabet", description = "What the sequences are made of.")
    @ValueSwitchWidget
    @ValueReference(AlphabetReference.class)
    Alphabet alphabet = Alphabet.DNA;

    @Widget(title = "Letters", description = "The letters of a custom alphabet, one behind the other, each once."
            + " Not used with the other alphabets.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    String customLetters = "ACGT";

    @Widget(title = "Shortest length", description = "Sequences have at least this many letters.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = LongestSequence.class)
    int minLength = 8;

    @Widget(title = "Longest length", description = "Sequences have at most this many letters. Equal to the "
            + "shortest length for sequences of one fixed length.")
    @NumberInputWidget(minValidation = Bound.AtLeastOne.class, maxValidation = LongestSequence.class)
    int maxLength = 8;
}
