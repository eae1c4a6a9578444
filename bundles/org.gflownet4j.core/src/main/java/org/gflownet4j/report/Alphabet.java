package org.gflownet4j.report;

import java.util.Collection;

/** What texts are written in, as far as colours and logos care. */
enum Alphabet {
    /** A, C, G, T. */
    DNA("ACGT"),
    /** A, C, G, U. */
    RNA("ACGU"),
    /** Anything else. */
    OTHER("");

    private static final int TONES = 4;

    private final String letters;

    Alphabet(final String letters) {
        this.letters = letters;
    }

    /** The first alphabet that has all letters of the texts. */
    static Alphabet of(final Collection<String> texts) {
        for (final Alphabet alphabet : values()) {
            if (texts.stream().allMatch(text -> !text.isEmpty()
                    && text.chars().allMatch(c -> alphabet.letters.indexOf(c) >= 0))) {
                return alphabet;
            }
        }
        return OTHER;
    }

    /** Number of letters that a sequence can have at each position: known for nucleic acids, else those that occur. */
    int size(final Collection<String> texts) {
        return this == OTHER ? (int) texts.stream().flatMapToInt(String::chars).distinct().count() : letters.length();
    }

    /** The style class that colours a letter: one per base, one of a few neutral tones for other letters. */
    String style(final int letter) {
        return this == OTHER ? "tone" + letter % TONES : "base" + (char) letter;
    }
}
