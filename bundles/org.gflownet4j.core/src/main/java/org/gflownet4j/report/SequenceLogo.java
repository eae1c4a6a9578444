package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sequence logo (Schneider and Stephens, Nucleic Acids Research 18:6097, 1990). At position i, the letter b with
 * frequency f(b, i) is f(b, i) · R(i) high, where R(i) = log₂ s − H(i) is the information content in bits,
 * H(i) = −Σ_b f(b, i) log₂ f(b, i), and s the size of the alphabet. Their correction for small samples is left out: the
 * logo describes these sequences, it does not estimate those of a population.
 */
final class SequenceLogo {

    /**
     * A letter of a stack.
     *
     * @param letter the letter
     * @param share how many of the sequences have it here, 0 to 1
     * @param bits its height
     */
    record Letter(char letter, double share, double bits) {
    }

    private static final int MOST_LETTERS = 26;

    private final List<List<Letter>> stacks;
    private final double mostBits;

    private SequenceLogo(final List<List<Letter>> stacks, final double mostBits) {
        this.stacks = stacks;
        this.mostBits = mostBits;
    }

    /**
     * Whether a logo of the texts says something: at least two, all of one length, made of not too many different
     * letters or digits.
     */
    static boolean suits(final List<String> texts) {
        if (texts.size() < 2 || texts.get(0).length() < 2) {
            return false;
        }
        final int[] letters = texts.stream().flatMapToInt(String::chars).distinct().toArray();
        return texts.stream().allMatch(text -> text.length() == texts.get(0).length())
                && letters.length <= MOST_LETTERS && Arrays.stream(letters).allMatch(Character::isLetterOrDigit);
    }

    /**
     * Makes a logo.
     *
     * @param texts that {@linkplain #suits suit}
     * @param alphabetSize number of letters that there could be at a position
     */
    static SequenceLogo of(final List<String> texts, final int alphabetSize) {
        final double mostBits = log2(Math.max(2, alphabetSize));
        final List<List<Letter>> stacks = new ArrayList<>();
        for (int i = 0; i < texts.get(0).length(); i++) {
            final int position = i;
            final Map<Character, Long> counts = texts.stream()
                    .collect(Collectors.groupingBy(text -> text.charAt(position), TreeMap::new, Collectors.counting()));
            double bits = mostBits;
            for (final long count : counts.values()) {
                final double share = (double) count / texts.size();
                bits += share * log2(share);
            }
            final double information = Math.max(0, bits);
            stacks.add(counts.entrySet().stream().map(entry -> {
                final double share = (double) entry.getValue() / texts.size();
                return new Letter(entry.getKey(), share, share * information);
            }).sorted(Comparator.comparingDouble(Letter::share)).toList());
        }
        return new SequenceLogo(stacks, mostBits);
    }

    /** The letters of each position, the lowest of the stack first. */
    List<List<Letter>> stacks() {
        return stacks;
    }

    /** Height of a position where all sequences agree, in bits. */
    double mostBits() {
        return mostBits;
    }

    /** The most frequent letter of each position. */
    String consensus() {
        return stacks.stream().map(stack -> String.valueOf(stack.get(stack.size() - 1).letter()))
                .collect(Collectors.joining());
    }

    private static double log2(final double value) {
        return Math.log(value) / Math.log(2);
    }
}
