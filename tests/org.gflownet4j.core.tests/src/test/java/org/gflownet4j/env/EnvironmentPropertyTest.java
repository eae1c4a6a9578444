package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Environments of random shape. The seed in a failing test's name gives the same one again; another range of seeds is
 * taken with {@code -Dgflownet4j.seed=N}.
 */
class EnvironmentPropertyTest {

    private static final int COUNT = 120;

    static LongStream seeds() {
        final long first = Long.getLong("gflownet4j.seed", 2026);
        return LongStream.range(first, first + COUNT);
    }

    /** Draws one number after the other. */
    private static final class Draw {
        private final long seed;
        private int index;

        Draw(final long seed) {
            this.seed = seed;
        }

        int between(final int least, final int most) {
            return least + (int) (CounterRandom.uniform(seed, 0, index++) * (most - least + 1));
        }

        Construction construction(final int kinds) {
            return List.of(Construction.APPEND, Construction.SLOTS, Construction.PREPEND_APPEND)
                    .get(between(0, kinds - 1));
        }
    }

    private static Environment random(final long seed) {
        final Draw draw = new Draw(seed);
        return switch (draw.between(0, 6)) {
            case 0, 1 -> {
                final int letters = draw.between(2, 5);
                final int longest = draw.between(1, letters == 2 ? 6 : 4);
                yield new Sequence("Random", "ABCDE".substring(0, letters), draw.between(1, longest), longest,
                        draw.construction(3));
            }
            case 2 -> {
                final int wordBits = draw.between(1, 3);
                yield new BitSequence(wordBits * draw.between(1, 4), wordBits, draw.construction(2));
            }
            case 3 -> {
                final List<List<String>> blocks = library(draw);
                final Construction construction = draw.construction(3);
                yield new Library(construction == Construction.PREPEND_APPEND
                        ? Collections.nCopies(blocks.size(), blocks.get(0)) : blocks, construction);
            }
            case 4 -> {
                final int elements = draw.between(1, 9);
                yield new Subset(elements, draw.between(1, elements));
            }
            case 5 -> new Ising(draw.between(2, 3));
            default -> new Hypergrid(draw.between(1, 3), draw.between(2, 6));
        };
    }

    private static List<List<String>> library(final Draw draw) {
        final List<List<String>> positions = new ArrayList<>();
        for (int p = draw.between(1, 4); p > 0; p--) {
            final List<String> names = new ArrayList<>();
            for (int n = draw.between(1, 5); n > 0; n--) {
                names.add(name(draw) + "#" + n);
            }
            positions.add(names);
        }
        return positions;
    }

    /** Any signs: what a name may not have at its ends is held by the numbers around. */
    private static String name(final Draw draw) {
        final StringBuilder name = new StringBuilder("" + draw.between(0, 9));
        for (int i = draw.between(0, 5); i > 0; i--) {
            name.append("|\"| a,;·+/\\[]()\u00e9\u20ac".charAt(draw.between(0, 16)));
        }
        return (draw.between(0, 1) == 0 ? "\"" : "") + name;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEnvironmentOfRandomShapeConforms(final long seed) {
        final Environment environment = random(seed);
        try {
            new EnvironmentConformance(environment, seed).checkAll(20, 30);
        } catch (final AssertionError e) {
            throw new AssertionError(environment.description() + ": " + e.getMessage(), e);
        }
    }

    /** The recursion over substrings that the closed form stands for, in exact whole numbers. */
    private static BigInteger paths(final String text) {
        final int n = text.length();
        BigInteger[] row = new BigInteger[n + 1];
        Arrays.fill(row, BigInteger.ONE);
        for (int length = 2; length <= n; length++) {
            final BigInteger[] next = new BigInteger[n + 1];
            for (int i = 0; i + length <= n; i++) {
                final boolean uniform = text.substring(i, i + length).chars().distinct().count() == 1;
                next[i] = uniform ? BigInteger.ONE : row[i].add(row[i + 1]);
            }
            row = next;
        }
        return row[0];
    }

    private static double log(final BigInteger number) {
        final int shift = Math.max(0, number.bitLength() - 900);
        return Math.log(number.shiftRight(shift).doubleValue()) + shift * Math.log(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pathsOfLongSequencesThatGrowAtBothEndsAreCountedAsByTheRecursionOverSubstrings(final long seed) {
        final Draw draw = new Draw(seed);
        final StringBuilder text = new StringBuilder();
        for (int length = draw.between(1, 120); text.length() < length;) {
            // long runs of a letter, since these are what is difficult
            text.append(draw.between(0, 1) == 0 ? "A" : "B".repeat(draw.between(1, 40)));
        }
        final Sequence space = new Sequence("Two", "AB", 1, 200, Construction.PREPEND_APPEND);
        final int[] state = new int[space.stateLength()];
        space.parse(text.toString(), state, 0);
        final double expected = log(paths(text.toString()));
        final double counted = space.logPathCount(state, 0);
        assertEquals(expected, counted, 1e-9 * (1 + expected), text.toString());
        assertTrue(counted >= 0);
    }
}
