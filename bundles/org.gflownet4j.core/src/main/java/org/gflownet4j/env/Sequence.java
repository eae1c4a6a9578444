package org.gflownet4j.env;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sequences over an alphabet, built by appending letters from left to right. A tree: each sequence has one history.
 *
 * <p>State: {@code [length, letter₁, …, letter_L]}, letters counted from 0, unused places 0. Forward action a appends
 * letter a; where lengths vary, the last action is stop, legal from the shortest length on. Sequences of the greatest
 * length are complete. Features: one-hot over (position, letter); empty positions have none set.
 */
public final class Sequence implements Environment {

    /** Longest sequences allowed. */
    public static final int MAX_LENGTH = 10_000;

    private final String name;
    private final String letters;
    private final int minLength;
    private final int maxLength;
    private final int[] letterOf = new int[128];

    /**
     * A space of sequences.
     *
     * @param name what the letters are, for example {@code DNA}
     * @param letters the alphabet: at least two different printable ASCII characters, none of them a comma, quote or
     *            space
     * @param minLength shortest object, at least 1
     * @param maxLength longest object, at most {@value #MAX_LENGTH}
     * @throws IllegalArgumentException in words for a user, if an argument is out of range
     */
    public Sequence(final String name, final String letters, final int minLength, final int maxLength) {
        if (letters.length() < 2) {
            throw new IllegalArgumentException("An alphabet needs at least two letters, but got \"" + letters + "\".");
        }
        if (minLength < 1 || maxLength < minLength || maxLength > MAX_LENGTH) {
            throw new IllegalArgumentException("Sequence lengths must satisfy 1 ≤ shortest ≤ longest ≤ " + MAX_LENGTH
                    + ", but the shortest is " + minLength + " and the longest " + maxLength + ".");
        }
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
        this.name = name;
        this.letters = letters;
        this.minLength = minLength;
        this.maxLength = maxLength;
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
        return maxLength;
    }

    /**
     * Length of the shortest object.
     *
     * @return at least 1
     */
    public int minLength() {
        return minLength;
    }

    @Override
    public int stateLength() {
        return maxLength + 1;
    }

    @Override
    public int forwardActions() {
        return letters.length() + (minLength < maxLength ? 1 : 0);
    }

    @Override
    public int stopAction() {
        return minLength < maxLength ? letters.length() : NO_STOP;
    }

    @Override
    public int backwardActions() {
        return 1;
    }

    @Override
    public int features() {
        return maxLength * letters.length();
    }

    @Override
    public int maxActiveFeatures() {
        return maxLength;
    }

    @Override
    public int maxTrajectoryLength() {
        return maxLength;
    }

    @Override
    public double objectCount() {
        double count = 0;
        for (int length = minLength; length <= maxLength; length++) {
            count += Math.pow(letters.length(), length);
        }
        return count;
    }

    /** Levenshtein distance: letters to change, insert or delete. */
    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        final int columns = b[bOffset];
        // distance[j]: from the first i letters of a to the first j of b; d(i,j) = min(d(i−1,j) + 1, d(i,j−1) + 1,
        // d(i−1,j−1) + [a_i ≠ b_j])
        final int[] distance = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            distance[j] = j;
        }
        for (int i = 1; i <= a[aOffset]; i++) {
            int diagonal = distance[0];
            distance[0] = i;
            for (int j = 1; j <= columns; j++) {
                final int changed = diagonal + (a[aOffset + i] == b[bOffset + j] ? 0 : 1);
                diagonal = distance[j];
                distance[j] = Math.min(changed, Math.min(distance[j], distance[j - 1]) + 1);
            }
        }
        return distance[columns];
    }

    @Override
    public void writeInitial(final int[] states, final int at) {
        Arrays.fill(states, at, at + maxLength + 1, 0);
    }

    @Override
    public boolean isComplete(final int[] states, final int at) {
        return states[at] == maxLength;
    }

    @Override
    public void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        Arrays.fill(legal, from, from + letters.length(), states[at] < maxLength);
        if (minLength < maxLength) {
            legal[from + letters.length()] = states[at] >= minLength && states[at] < maxLength;
        }
    }

    @Override
    public void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        legal[from] = states[at] > 0;
    }

    @Override
    public int parentCount(final int[] states, final int at) {
        return states[at] > 0 ? 1 : 0;
    }

    @Override
    public void step(final int[] states, final int at, final int action) {
        final int length = ++states[at];
        states[at + length] = action;
    }

    @Override
    public void stepBack(final int[] states, final int at, final int backwardAction) {
        states[at + states[at]] = 0;
        states[at]--;
    }

    @Override
    public int backwardActionOf(final int[] states, final int at, final int action) {
        return 0;
    }

    @Override
    public int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return states[at + states[at]];
    }

    @Override
    public int encode(final int[] states, final int at, final int[] active, final int from) {
        final int length = states[at];
        for (int i = 0; i < length; i++) {
            active[from + i] = i * letters.length() + states[at + 1 + i];
        }
        return length;
    }

    @Override
    public String text(final int[] states, final int at) {
        final char[] text = new char[states[at]];
        for (int i = 0; i < text.length; i++) {
            text[i] = letters.charAt(states[at + 1 + i]);
        }
        return new String(text);
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        final int length = text.length();
        if (length < minLength || length > maxLength) {
            throw new IllegalArgumentException("\"" + shortened(text) + "\" has " + length + " letters, but "
                    + title() + " were expected.");
        }
        writeInitial(states, at);
        states[at] = length;
        for (int i = 0; i < length; i++) {
            final char letter = text.charAt(i);
            final int index = letter < letterOf.length ? letterOf[letter] : -1;
            if (index < 0) {
                throw new IllegalArgumentException("\"" + shortened(text) + "\" has the letter \"" + letter
                        + "\" at position " + (i + 1) + "; the letters of this space are " + letters + ".");
            }
            states[at + 1 + i] = index;
        }
    }

    private static String shortened(final String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    @Override
    public String title() {
        return name + " sequences of length " + (minLength == maxLength ? maxLength : minLength + " to " + maxLength);
    }

    @Override
    public String objectName() {
        return "sequence";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "sequence");
        map.put("construction", "append");
        map.put("name", name);
        map.put("letters", letters);
        map.put("minLength", minLength);
        map.put("maxLength", maxLength);
        return map;
    }
}
