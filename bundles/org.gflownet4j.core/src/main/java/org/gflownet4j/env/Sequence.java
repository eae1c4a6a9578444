package org.gflownet4j.env;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sequences over an alphabet, of one length or of several. Blocks with two stems, such as those of QM9str (Shen et al.
 * 2023), are letters, too: a molecule of such blocks is a sequence.
 *
 * <p>By appending ({@link Construction#APPEND}): a tree; state {@code [length, letter₁, …, letter_L]}, letters counted
 * from 0, unused places 0; forward action a appends letter a; where lengths vary, the last action is stop, legal from the
 * shortest length on; sequences of the greatest length are complete.
 *
 * <p>At both ends ({@link Construction#PREPEND_APPEND}): the same states; with K letters, forward action K + a prepends
 * letter a. A child that two actions would reach is reached by appending only.
 *
 * <p>By slots ({@link Construction#SLOTS}): state {@code [slot₁, …, slot_L]}, 0 for an empty one, else 1 + its letter, and
 * behind them, where lengths vary, the length, 0 before it is chosen. Forward action i·K + a fills position i with letter
 * a; the actions behind these choose the length, which is the first step. No stop.
 *
 * <p>Features: one-hot over (position, letter), and over the length where it is chosen; empty positions have none set.
 */
public final class Sequence extends RowEnvironment {

    /** Longest sequences allowed. */
    public static final int MAX_LENGTH = 10_000;

    private final String name;
    private final String letters;
    private final int[] letterOf = new int[128];

    /**
     * A space of sequences built by appending.
     *
     * @param name what the letters are, for example {@code DNA}
     * @param letters the alphabet, as in {@link #Sequence(String, String, int, int, Construction)}
     * @param minLength shortest object, at least 1
     * @param maxLength longest object, at most {@value #MAX_LENGTH}
     * @throws IllegalArgumentException in words for a user, if an argument is out of range
     */
    public Sequence(final String name, final String letters, final int minLength, final int maxLength) {
        this(name, letters, minLength, maxLength, Construction.APPEND);
    }

    /**
     * A space of sequences.
     *
     * @param name what the letters are, for example {@code DNA}
     * @param letters the alphabet: at least two different printable ASCII characters, none of them a comma, quote or
     *            space
     * @param minLength shortest object, at least 1
     * @param maxLength longest object, at most {@value #MAX_LENGTH}
     * @param construction the steps in which they are built
     * @throws IllegalArgumentException in words for a user, if an argument is out of range, or if slots would need more
     *             than a hundred thousand actions
     */
    public Sequence(final String name, final String letters, final int minLength, final int maxLength,
            final Construction construction) {
        super(construction, choices(letters, minLength, maxLength), minLength);
        this.name = name;
        this.letters = letters;
        Arrays.fill(letterOf, -1);
        for (int i = 0; i < letters.length(); i++) {
            final char letter = letters.charAt(i);
            if (letter <= ' ' || letter >= 127 || letter == ',' || letter == '"') {
                throw new IllegalArgumentException("The alphabet has the character \"" + letter
                        + "\"; only English letters, digits and signs other than comma and quote can be letters.");
            }
            if (letterOf[letter] >= 0) {
                throw new IllegalArgumentException("The alphabet has the letter " + letter + " twice.");
            }
            letterOf[letter] = i;
        }
    }

    /** Checks sizes before anything is made of them. */
    private static int[] choices(final String letters, final int minLength, final int maxLength) {
        if (letters.length() < 2) {
            throw new IllegalArgumentException("An alphabet needs at least two letters, but got \"" + letters + "\".");
        }
        if (minLength < 1 || maxLength < minLength || maxLength > MAX_LENGTH) {
            throw new IllegalArgumentException("Sequence lengths must satisfy 1 ≤ shortest ≤ longest ≤ " + MAX_LENGTH
                    + ", but the shortest is " + minLength + " and the longest " + maxLength + ".");
        }
        final int[] choices = new int[maxLength];
        Arrays.fill(choices, letters.length());
        return choices;
    }

    /**
     * The alphabet.
     *
     * @return letters in the order of the actions
     */
    public String letters() {
        return letters;
    }

    /**
     * Length of the longest object.
     *
     * @return at least {@link #minLength()}
     */
    public int maxLength() {
        return graph.places;
    }

    /**
     * Length of the shortest object.
     *
     * @return at least 1
     */
    public int minLength() {
        return graph.shortest;
    }

    @Override
    public double objectCount() {
        double count = 0;
        for (int length = minLength(); length <= maxLength(); length++) {
            count += Math.pow(letters.length(), length);
        }
        return count;
    }

    /** Levenshtein distance: letters to change, insert or delete. */
    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        final int rows = graph.length(a, aOffset);
        final int columns = graph.length(b, bOffset);
        // distance[j]: from the first i letters of a to the first j of b; d(i,j) = min(d(i−1,j) + 1, d(i,j−1) + 1,
        // d(i−1,j−1) + [a_i ≠ b_j])
        final int[] distance = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            distance[j] = j;
        }
        for (int i = 1; i <= rows; i++) {
            final int letter = graph.choice(a, aOffset, i - 1);
            int diagonal = distance[0];
            distance[0] = i;
            for (int j = 1; j <= columns; j++) {
                final int changed = diagonal + (letter == graph.choice(b, bOffset, j - 1) ? 0 : 1);
                diagonal = distance[j];
                distance[j] = Math.min(changed, Math.min(distance[j], distance[j - 1]) + 1);
            }
        }
        return distance[columns];
    }

    @Override
    public String text(final int[] states, final int at) {
        final char[] text = new char[graph.length(states, at)];
        for (int i = 0; i < text.length; i++) {
            final int letter = graph.choice(states, at, i);
            text[i] = letter < 0 ? EMPTY : letters.charAt(letter);
        }
        return new String(text);
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        final int length = text.length();
        if (length < minLength() || length > maxLength()) {
            throw new IllegalArgumentException("\"" + shortened(text) + "\" has " + length + " letters, but "
                    + title() + " were expected.");
        }
        graph.writeObject(states, at, length);
        for (int i = 0; i < length; i++) {
            final char letter = text.charAt(i);
            final int index = letter < letterOf.length ? letterOf[letter] : -1;
            if (index < 0) {
                throw new IllegalArgumentException("\"" + shortened(text) + "\" has the letter \"" + letter
                        + "\" at position " + (i + 1) + "; the letters of this space are " + letters + ".");
            }
            graph.put(states, at, i, index);
        }
    }

    @Override
    public String title() {
        return name + " sequences of length "
                + (graph.lengthVaries() ? minLength() + " to " + maxLength() : maxLength());
    }

    @Override
    public String objectName() {
        return "sequence";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "sequence");
        map.put("construction", construction().key());
        map.put("name", name);
        map.put("letters", letters);
        map.put("minLength", minLength());
        map.put("maxLength", maxLength());
        return map;
    }
}
