package org.gflownet4j.reward;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.random.CounterRandom;

/**
 * The rewards of the bit-sequence task: the nearer a sequence of n bits is to one of the modes m, the better. Four targets
 * go by this name, see {@link Measure}; figures for one say nothing of another.
 *
 * @param modes texts of 0 and 1, all of one length, at least one, each once
 * @param measure what is meant by near, and how much it counts
 */
public record BitSequenceReward(List<String> modes, Measure measure) implements Reward {

    /** The targets, with d the distance to the nearest mode. */
    public enum Measure {
        /** {@code log R = −d}, d by edits: bits to change, insert or delete (Malkin et al. 2022). */
        EDIT("edit"),
        /** {@code log R = −d}, d by bits that differ (Hu et al. 2024, Beyond Squared Error). */
        HAMMING("hamming"),
        /** {@code log R = −2·d}, d by bits that differ (Tiapkin et al. 2024, the code of gflownet-rl). */
        HAMMING_DOUBLED("hamming-doubled"),
        /** {@code log R = −3·d/n}, d by bits that differ (gfnx): nearly flat, about −1.2 for a random sequence. */
        HAMMING_NORMALISED("hamming-normalised");

        private final String key;

        Measure(final String key) {
            this.key = key;
        }

        /**
         * What descriptions and the command line call it.
         *
         * @return words joined by hyphens
         */
        public String key() {
            return key;
        }

        private double scale(final int bits) {
            return switch (this) {
                case EDIT, HAMMING -> 1;
                case HAMMING_DOUBLED -> 2;
                case HAMMING_NORMALISED -> 3.0 / bits;
            };
        }
    }

    /** More bits in all modes together are refused. */
    public static final int MAX_BITS = 400_000;

    /** What random modes are made of. */
    private static final List<String> BLOCKS = List.of("00000000", "11111111", "11110000", "00001111", "00111100");

    private static final int BLOCK_BITS = 8;

    /**
     * Checks the modes.
     *
     * @throws IllegalArgumentException in words for a user, if there is none, two are equal, their lengths differ, one has
     *             another character than 0 and 1, or they are too many
     */
    public BitSequenceReward {
        final int bits = modes.isEmpty() ? 0 : modes.get(0).length();
        if (bits == 0 || bits > BitSequence.MAX_BITS || (long) modes.size() * bits > MAX_BITS) {
            throw new IllegalArgumentException("The reward needs at least one mode of 1 to " + BitSequence.MAX_BITS
                    + " bits, and at most " + MAX_BITS + " bits in all, but got " + modes.size() + " modes of " + bits
                    + " bits.");
        }
        final Set<String> different = new LinkedHashSet<>();
        for (final String mode : modes) {
            if (mode.length() != bits || !mode.chars().allMatch(bit -> bit == '0' || bit == '1')) {
                throw new IllegalArgumentException("Mode " + (different.size() + 1) + " is not made of " + bits
                        + " bits, 0 or 1, as the first one is.");
            }
            if (!different.add(mode)) {
                throw new IllegalArgumentException("Mode " + (different.size() + 1) + " is there a second time.");
            }
        }
        modes = List.copyOf(modes);
    }

    /**
     * Modes of the task: random concatenations of the five blocks 00000000, 11111111, 11110000, 00001111, 00111100.
     *
     * @param count how many, all different; the papers take 60
     * @param bits length n, a multiple of 8; the papers take 120
     * @param seed for other ones
     * @return texts of n bits
     * @throws IllegalArgumentException if n is no multiple of 8, or there are not as many different ones
     */
    public static List<String> randomModes(final int count, final int bits, final long seed) {
        final int blocks = bits / BLOCK_BITS;
        if (bits < BLOCK_BITS || bits > BitSequence.MAX_BITS || bits % BLOCK_BITS != 0 || count < 1
                || (long) count * bits > MAX_BITS || count > Math.pow(BLOCKS.size(), blocks)) {
            throw new IllegalArgumentException("There are no " + count + " different modes of " + bits
                    + " bits: they are made of five blocks of " + BLOCK_BITS + " bits, and have at most " + MAX_BITS
                    + " bits in all.");
        }
        final Set<String> modes = new LinkedHashSet<>();
        for (int draw = 0; modes.size() < count; draw++) {
            final StringBuilder mode = new StringBuilder(bits);
            for (int block = 0; block < blocks; block++) {
                mode.append(BLOCKS.get((int) (CounterRandom.uniform(seed, draw, block) * BLOCKS.size())));
            }
            modes.add(mode.toString());
        }
        return List.copyOf(modes);
    }

    /**
     * Length of the modes.
     *
     * @return n
     */
    public int bits() {
        return modes.get(0).length();
    }

    /**
     * {@inheritDoc}
     *
     * @return for the Hamming distances a {@link PartialLogReward}: the energy of an unfinished sequence is that of the
     *         smallest distance to a mode over the bits that are there
     */
    @Override
    public LogReward on(final Environment environment) {
        if (!(environment instanceof BitSequence sequences) || sequences.bits() != bits()) {
            throw new IllegalArgumentException("The reward is for sequences of " + bits()
                    + " bits, but the design space is: " + environment.title() + ".");
        }
        final double scale = measure.scale(bits());
        final ModeDistance distance = new ModeDistance(sequences, modes);
        if (measure == Measure.EDIT) {
            return (states, count, conditions, result) -> distance.edits(states, count, -scale, result);
        }
        return new PartialLogReward() {
            @Override
            public void logRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                distance.hamming(states, count, -scale, result);
            }

            @Override
            public void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                logRewards(states, count, conditions, result);
            }
        };
    }

    @Override
    public String title() {
        return "Distance to the nearest of " + modes.size() + (modes.size() == 1 ? " mode" : " modes") + " of " + bits()
                + " bits (" + measure.key + ")";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "bit-sequence");
        map.put("measure", measure.key);
        map.put("modes", modes);
        return map;
    }
}
