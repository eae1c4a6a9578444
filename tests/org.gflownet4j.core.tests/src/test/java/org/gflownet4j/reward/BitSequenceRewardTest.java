package org.gflownet4j.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.BitSequenceReward.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitSequenceRewardTest {

    private static final List<String> MODES = BitSequenceReward.randomModes(60, 120, 1);

    private static String random(final int bits, final long seed) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits; i++) {
            text.append(CounterRandom.uniform(seed, 1, i) < 0.5 ? '0' : '1');
        }
        return text.toString();
    }

    private static double logReward(final BitSequenceReward reward, final Environment space, final String text) {
        final int[] state = new int[space.stateLength()];
        space.parse(text, state, 0);
        final double[] result = new double[1];
        reward.on(space).logRewards(state, 1, Conditions.none(1), result);
        return result[0];
    }

    private static int hamming(final String a, final String b) {
        int distance = 0;
        for (int i = 0; i < a.length(); i++) {
            distance += a.charAt(i) != '·' && a.charAt(i) != b.charAt(i) ? 1 : 0;
        }
        return distance;
    }

    /** The table of distances, row by row. */
    private static int edits(final String a, final String b) {
        final int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                } else {
                    d[i][j] = Math.min(d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1),
                            Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    @ParameterizedTest
    @EnumSource
    void everyMeasureIsItsFormula(final Measure measure) {
        final BitSequenceReward reward = new BitSequenceReward(MODES, measure);
        for (int seed = 0; seed < 20; seed++) {
            final String text = random(120, seed);
            final double hamming = MODES.stream().mapToInt(mode -> hamming(text, mode)).min().orElseThrow();
            final double expected = switch (measure) {
                case EDIT -> -MODES.stream().mapToInt(mode -> edits(text, mode)).min().orElseThrow();
                case HAMMING -> -hamming;
                case HAMMING_DOUBLED -> -2 * hamming;
                case HAMMING_NORMALISED -> -3 * hamming / 120;
            };
            // however the sequence is built, and whatever its words
            for (final int wordBits : new int[]{1, 8, 12}) {
                assertEquals(expected, logReward(reward, new BitSequence(120, wordBits, Construction.APPEND), text),
                        1e-12);
            }
            assertEquals(expected, logReward(reward, new BitSequence(120, 8, Construction.SLOTS), text), 1e-12);
        }
        assertEquals(0, logReward(reward, new BitSequence(120, 8, Construction.SLOTS), MODES.get(17)));
    }

    /** Lengths around those of the machine words in which 64 rows of the table are computed at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 31, 63, 64, 65, 120, 127, 128, 129, 200})
    void theEditDistanceIsThatOfTheTableForAnyLength(final int bits) {
        final BitSequence space = new BitSequence(bits, 1, Construction.APPEND);
        for (int seed = 0; seed < 40; seed++) {
            final String mode = random(bits, seed);
            // sequences near the mode, too: shifted by some bits, some of them changed
            final int shift = seed % 10 * bits / 20;
            final String text = seed % 2 == 0 ? random(bits, 100 + seed)
                    : mode.substring(shift) + random(bits, seed).substring(0, shift);
            assertEquals(-edits(text, mode),
                    logReward(new BitSequenceReward(List.of(mode), Measure.EDIT), space, text), text + " " + mode);
        }
    }

    /** A random sequence of 120 bits is about 47 bits from the nearest mode: nearly flat by gfnx's reward. */
    @Test
    void randomSequencesAreAsFarFromTheModesAsTheLiteratureHasIt() {
        final BitSequence space = new BitSequence(120, 8, Construction.SLOTS);
        double sum = 0;
        for (int seed = 0; seed < 200; seed++) {
            final double d = -logReward(new BitSequenceReward(MODES, Measure.HAMMING), space, random(120, 7000 + seed));
            assertTrue(d >= 30 && d <= 58, "distance " + d);
            sum += d;
        }
        assertEquals(47, sum / 200, 2);
    }

    @ParameterizedTest
    @CsvSource({"HAMMING, 1", "HAMMING_DOUBLED, 2", "HAMMING_NORMALISED, 0.025"})
    void unfinishedSequencesHaveTheSmallestDistanceOverTheirBits(final Measure measure, final double scale) {
        for (final Construction construction : new Construction[]{Construction.SLOTS, Construction.APPEND}) {
            final BitSequence space = new BitSequence(120, 8, construction);
            final PartialLogReward reward = assertInstanceOf(PartialLogReward.class,
                    new BitSequenceReward(MODES, measure).on(space));
            final int[] state = new int[space.stateLength()];
            final double[] result = new double[1];
            space.writeInitial(state, 0);
            reward.logPartialRewards(state, 1, Conditions.none(1), result);
            assertEquals(0, result[0], "energy of the source");
            for (int step = 0; step < 15; step++) {
                final int word = (int) (CounterRandom.uniform(3, 0, step) * 256);
                // 7·step mod 15 visits all places
                space.step(state, 0, construction == Construction.SLOTS ? 7 * step % 15 * 256 + word : word);
                reward.logPartialRewards(state, 1, Conditions.none(1), result);
                final String text = space.text(state, 0);
                assertEquals(8L * (step + 1), text.chars().filter(c -> c != '·').count());
                assertEquals(-scale * MODES.stream().mapToInt(mode -> hamming(text, mode)).min().orElseThrow(),
                        result[0], 1e-12, text);
            }
            final double[] complete = new double[1];
            reward.logRewards(state, 1, Conditions.none(1), complete);
            assertEquals(result[0], complete[0]);
        }
    }

    @Test
    void theEditDistanceSaysNothingOfUnfinishedSequences() {
        assertFalse(new BitSequenceReward(MODES, Measure.EDIT)
                .on(new BitSequence(120, 8, Construction.APPEND)) instanceof PartialLogReward);
    }

    @Test
    void randomModesAreDifferentConcatenationsOfTheFiveBlocks() {
        assertEquals(60, MODES.size());
        assertEquals(60, new HashSet<>(MODES).size());
        final List<String> blocks = List.of("00000000", "11111111", "11110000", "00001111", "00111100");
        for (final String mode : MODES) {
            assertEquals(120, mode.length());
            assertTrue(Arrays.stream(mode.split("(?<=\\G.{8})")).allMatch(blocks::contains), mode);
        }
        assertEquals(MODES, BitSequenceReward.randomModes(60, 120, 1));
        assertNotEquals(MODES, BitSequenceReward.randomModes(60, 120, 2));
        assertEquals(25, new HashSet<>(BitSequenceReward.randomModes(25, 16, 1)).size(), "all there are");
    }

    @Test
    void impossibleModesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> BitSequenceReward.randomModes(26, 16, 1));
        assertThrows(IllegalArgumentException.class, () -> BitSequenceReward.randomModes(1, 12, 1));
        assertThrows(IllegalArgumentException.class, () -> BitSequenceReward.randomModes(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new BitSequenceReward(List.of(), Measure.HAMMING));
        assertThrows(IllegalArgumentException.class, () -> new BitSequenceReward(List.of(""), Measure.HAMMING));
        assertThrows(IllegalArgumentException.class,
                () -> new BitSequenceReward(List.of("01", "011"), Measure.HAMMING));
        assertThrows(IllegalArgumentException.class, () -> new BitSequenceReward(List.of("02"), Measure.HAMMING));
        assertThrows(IllegalArgumentException.class,
                () -> new BitSequenceReward(List.of("01", "01"), Measure.HAMMING));
        final BitSequenceReward reward = new BitSequenceReward(List.of("0101"), Measure.HAMMING);
        assertThrows(IllegalArgumentException.class, () -> reward.on(new BitSequence(6, 2, Construction.SLOTS)));
        assertThrows(IllegalArgumentException.class, () -> reward.on(new Sequence("Bits", "01", 4, 4)));
    }
}
