package org.gflownet4j.knime.node;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationParameters;
import org.knime.node.parameters.Advanced;
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

    enum Construction {
        @Label(value = "From left to right", description = "Letter by letter. Take it first: it is quickest, and each "
                + "sequence can be built in one way only.")
        APPEND, //
        @Label(value = "At both ends",
                description = "Letters are put before or behind what is there. Take it when what "
                        + "makes a sequence good is a motif that can stand anywhere.")
        PREPEND_APPEND, //
        @Label(value = "In any order",
                description = "Empty places are filled one by one; where lengths vary, the length "
                        + "is chosen first. Take it for sequences of one length in which single positions matter.")
        SLOTS
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

    @Advanced
    @Widget(title = "Construction", description = "In which steps a sequence is built. From left to right is a "
            + "good choice nearly always. The design space is the same, but some rewards are easier to learn in "
            + "one way than in another.")
    Construction construction = Construction.APPEND;
}
