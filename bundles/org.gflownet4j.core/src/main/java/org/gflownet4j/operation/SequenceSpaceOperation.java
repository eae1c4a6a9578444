package org.gflownet4j.operation;

import java.util.List;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Sequence;

/** <em>Sequence Space</em>: the sequences to choose from. */
public final class SequenceSpaceOperation implements Operation<SequenceSpaceOperation.Settings> {

    /** The usual alphabets. */
    public enum Alphabet {
        /** A, C, G, T. */
        DNA("ACGT"),
        /** A, C, G, U. */
        RNA("ACGU"),
        /** The twenty proteinogenic amino acids. */
        PROTEIN("ACDEFGHIKLMNPQRSTVWY"),
        /** Letters that the user gives. */
        CUSTOM("");

        private final String letters;

        Alphabet(final String letters) {
            this.letters = letters;
        }
    }

    /**
     * Settings.
     *
     * @param alphabet what sequences are made of
     * @param customLetters the letters of {@link Alphabet#CUSTOM}
     * @param minLength shortest sequence
     * @param maxLength longest sequence
     * @param construction the steps in which sequences are built
     */
    public record Settings(
            @Setting(title = "Alphabet", description = "What the sequences are made of.") Alphabet alphabet,
            @Setting(title = "Letters",
                    description = "The letters of a custom alphabet, one behind the other, each once."
                            + " Not used with the other alphabets.") String customLetters,
            @Setting(title = "Shortest length",
                    description = "Sequences have at least this many letters.") int minLength,
            @Setting(title = "Longest length", description = "Sequences have at most this many letters. Equal to the "
                    + "shortest length for sequences of one fixed length.") int maxLength,
            @Setting(title = "Construction",
                    description = "In which steps a sequence is built. From left to right is a "
                            + "good choice nearly always. The design space is the same, but some rewards are easier to learn in "
                            + "one way than in another.",
                    advanced = true) Construction construction) {
    }

    @Override
    public String name() {
        return "Sequence Space";
    }

    @Override
    public String description() {
        return "Says which sequences to choose from: their letters and their length.";
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Sequences", Port.Type.DESIGN_SPACE, "All sequences of these letters and lengths."));
    }

    @Override
    public Settings defaults() {
        return new Settings(Alphabet.DNA, "ACGT", 8, 8, Construction.APPEND);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(space(settings));
    }

    /**
     * Makes the space.
     *
     * @param settings what the user chose
     * @return the space
     * @throws OperationException if letters or lengths are out of range
     */
    public Sequence space(final Settings settings) {
        try {
            return settings.alphabet() == Alphabet.CUSTOM
                    ? new Sequence("Custom", settings.customLetters(), settings.minLength(), settings.maxLength(),
                            settings.construction())
                    : new Sequence(title(settings.alphabet()), settings.alphabet().letters, settings.minLength(),
                            settings.maxLength(), settings.construction());
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Change the letters, the lengths or the construction.");
        }
    }

    private static String title(final Alphabet alphabet) {
        return alphabet == Alphabet.PROTEIN ? "Protein" : alphabet.name();
    }
}
