package org.gflownet4j.env;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sequences of n bits, built from words of k bits: autoregressive, by appending words (Malkin et al. 2022, a tree), or
 * non-autoregressive, by filling any empty word with any of the 2^k (Tiapkin et al. 2024), {@code (2^k + 1)^(n/k)} states.
 *
 * <p>State: by appending {@code [words so far, word₁, …]}, unused places 0; by slots {@code [slot₁, …]}, 0 for an empty
 * one, else 1 + its word. The first bit of a word is its most significant one. Features: two for each bit that is there,
 * {@code 2·i + bit}: a network sees bits, not 2^k unrelated words.
 */
public final class BitSequence extends RowEnvironment {

    /** Most bits. */
    public static final int MAX_BITS = 10_000;

    /** Most bits of a word. */
    public static final int MAX_WORD_BITS = 16;

    private final int wordBits;
    /** {@code [word][bit]}: which feature of the word's place is one, of two for each bit. */
    private final byte[] featureOfBit;

    /**
     * A space of bit sequences.
     *
     * @param bits n, at most {@value #MAX_BITS}
     * @param wordBits k, a divisor of n, at most {@value #MAX_WORD_BITS}
     * @param construction {@link Construction#APPEND} or {@link Construction#SLOTS}
     * @throws IllegalArgumentException in words for a user, if k does not divide n, a number is out of range, slots would
     *             need more than a hundred thousand actions, or the construction is another
     */
    public BitSequence(final int bits, final int wordBits, final Construction construction) {
        super(construction, choices(bits, wordBits, construction));
        this.wordBits = wordBits;
        this.featureOfBit = new byte[wordBits << wordBits];
        for (int i = 0; i < featureOfBit.length; i++) {
            final int bit = i % wordBits;
            featureOfBit[i] = (byte) (2 * bit + (i / wordBits >> wordBits - 1 - bit & 1));
        }
    }

    private static int[] choices(final int bits, final int wordBits, final Construction construction) {
        if (wordBits < 1 || wordBits > MAX_WORD_BITS || bits < wordBits || bits > MAX_BITS || bits % wordBits != 0) {
            throw new IllegalArgumentException("A bit sequence needs 1 to " + MAX_BITS + " bits in words of 1 to "
                    + MAX_WORD_BITS + " bits, the one a multiple of the other, but got " + bits + " bits in words of "
                    + wordBits + ".");
        }
        if (construction == Construction.PREPEND_APPEND) {
            throw new IllegalArgumentException(
                    "Bit sequences are built by appending or by slots, not by " + construction.key() + ".");
        }
        final int[] choices = new int[bits / wordBits];
        Arrays.fill(choices, 1 << wordBits);
        return choices;
    }

    /**
     * Number of bits.
     *
     * @return n
     */
    public int bits() {
        return graph.places * wordBits;
    }

    /**
     * Bits of a word.
     *
     * @return k
     */
    public int wordBits() {
        return wordBits;
    }

    /**
     * Number of words.
     *
     * @return n/k
     */
    public int words() {
        return graph.places;
    }

    /**
     * A word of a state.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param place 0 to {@link #words()} − 1
     * @return 0 to 2^k − 1, the first bit being the most significant one; −1 if it is not there yet
     */
    public int word(final int[] states, final int at, final int place) {
        return graph.choice(states, at, place);
    }

    @Override
    public int features() {
        return 2 * bits();
    }

    @Override
    public int maxActiveFeatures() {
        return bits();
    }

    @Override
    public int encode(final int[] states, final int at, final int[] active, final int from) {
        int count = 0;
        for (int place = 0; place < graph.places; place++) {
            final int word = graph.choice(states, at, place);
            if (word >= 0) {
                final int feature = 2 * place * wordBits;
                final int to = from + count;
                for (int bit = 0; bit < wordBits; bit++) {
                    active[to + bit] = feature + featureOfBit[word * wordBits + bit];
                }
                count += wordBits;
            }
        }
        return count;
    }

    /** Hamming distance: bits that differ. */
    @Override
    public double distance(final int[] a, final int aOffset, final int[] b, final int bOffset) {
        int distance = 0;
        for (int place = 0; place < graph.places; place++) {
            distance += Integer.bitCount(graph.choice(a, aOffset, place) ^ graph.choice(b, bOffset, place));
        }
        return distance;
    }

    @Override
    public String text(final int[] states, final int at) {
        final char[] text = new char[bits()];
        for (int i = 0; i < text.length; i++) {
            final int word = graph.choice(states, at, i / wordBits);
            text[i] = word < 0 ? EMPTY : (char) ('0' + (word >> wordBits - 1 - i % wordBits & 1));
        }
        return new String(text);
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        if (text.length() != bits()) {
            throw new IllegalArgumentException("\"" + shortened(text) + "\" has " + text.length()
                    + " characters, but " + bits() + " bits, each 0 or 1, were expected.");
        }
        graph.writeObject(states, at, graph.places);
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            final char bit = text.charAt(i);
            if (bit != '0' && bit != '1') {
                throw new IllegalArgumentException("\"" + shortened(text) + "\" has the character \"" + bit
                        + "\" at position " + (i + 1) + "; bits are 0 or 1.");
            }
            word = (i % wordBits == 0 ? 0 : word << 1) + bit - '0';
            if (i % wordBits == wordBits - 1) {
                graph.put(states, at, i / wordBits, word);
            }
        }
    }

    @Override
    public String title() {
        return "Bit sequences of length " + bits() + " in words of " + wordBits;
    }

    @Override
    public String objectName() {
        return "sequence";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "bit-sequence");
        map.put("construction", construction().key());
        map.put("bits", bits());
        map.put("wordBits", wordBits);
        return map;
    }
}
