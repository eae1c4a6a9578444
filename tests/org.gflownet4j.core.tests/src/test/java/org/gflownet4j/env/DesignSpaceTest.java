package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.gflownet4j.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each design space by itself: its size by a formula, its texts, and what it refuses. */
class DesignSpaceTest {

    private static int states(final Environment environment) {
        return StateSpace.of(environment, 500_000, Progress.NONE).orElseThrow().size();
    }

    private static String text(final Environment environment, final String parsed) {
        final int[] state = new int[environment.stateLength()];
        environment.parse(parsed, state, 0);
        return environment.text(state, 0);
    }

    private static String refusal(final Executable space) {
        final String message = assertThrows(IllegalArgumentException.class, space).getMessage();
        assertTrue(message.endsWith(".") && message.length() < 400, message);
        return message;
    }

    @Test
    void statesAreAsManyAsTheFormulasSay() {
        // slots: each empty or one of its choices; sets: up to d elements; both ends: all shorter sequences
        assertEquals(625 * 625, states(new Sequence("DNA", "ACGT", 8, 8, Construction.SLOTS)));
        assertEquals(1 + 25 + 125, states(new Sequence("DNA", "ACGT", 2, 3, Construction.SLOTS)));
        assertEquals((65536 * 4 - 1) / 3, states(new Sequence("DNA", "ACGT", 8, 8, Construction.PREPEND_APPEND)));
        assertEquals(17 * 17 * 17, states(new BitSequence(12, 4, Construction.SLOTS)));
        assertEquals(19_683, states(new Ising(3)));
        assertEquals(1 + 10 + 45 + 120, states(new Subset(10, 3)));
        assertEquals(4 * 3 * 6, states(new Library(BLOCKS, Construction.SLOTS)));
        assertEquals(1 + 3 + 6 + 30, states(new Library(BLOCKS, Construction.APPEND)));
    }

    private static final List<List<String>> BLOCKS = List.of(List.of("a", "b", "c"), List.of("x", "y"),
            List.of("1", "2", "3", "4", "5"));

    @Test
    void theSpacesOfTheLiteratureAreAsLargeAsTheLiteratureHasThem() {
        assertEquals(161_051, new Sequence("QM9", "0123456789a", 5, 5, Construction.PREPEND_APPEND).objectCount());
        assertEquals(34_012_224,
                new Sequence("sEH", "0123456789abcdefgh", 6, 6, Construction.PREPEND_APPEND).objectCount());
        // C(30, 20), and C(100, 80) = exp(47.7306)
        assertEquals(30_045_015, new Subset(30, 20).objectCount());
        assertEquals(47.7306, Math.log(new Subset(100, 80).objectCount()), 1e-4);
        assertEquals(Math.pow(2, 120), new BitSequence(120, 8, Construction.SLOTS).objectCount());
        assertEquals(15 * 256, new BitSequence(120, 8, Construction.SLOTS).forwardActions());
        assertEquals(256, new BitSequence(120, 8, Construction.APPEND).forwardActions());
        assertTrue(new BitSequence(120, 8, Construction.APPEND).isTree());
        assertFalse(new BitSequence(120, 8, Construction.SLOTS).isTree());
        assertEquals(30, new Library(BLOCKS, Construction.SLOTS).objectCount());
    }

    @Test
    void aSequenceByAppendingIsWrittenAsItAlwaysWas() {
        final Sequence dna = new Sequence("DNA", "ACGT", 2, 3);
        assertEquals("{kind=sequence, construction=append, name=DNA, letters=ACGT, minLength=2, maxLength=3}",
                dna.description().toString());
        final int[] state = new int[dna.stateLength()];
        dna.parse("GT", state, 0);
        assertEquals("[2, 2, 3, 0]", Arrays.toString(state));
    }

    @Test
    void unfinishedObjectsShowTheirEmptyPlaces() {
        final Sequence dna = new Sequence("DNA", "ACGT", 2, 3, Construction.SLOTS);
        final int[] state = new int[dna.stateLength()];
        dna.writeInitial(state, 0);
        assertEquals("", dna.text(state, 0), "the length is not chosen yet");
        dna.step(state, 0, 12 + 1);
        assertEquals("···", dna.text(state, 0));
        dna.step(state, 0, 4 + 3);
        assertEquals("·T·", dna.text(state, 0));
        final Ising lattice = new Ising(2);
        final int[] spins = {0, 1, 2, 0};
        assertEquals("·-/+·", lattice.text(spins, 0));
    }

    @Test
    void membersOfALibraryAreWrittenByTheNamesOfTheirBlocks() {
        final Library library = new Library(
                List.of(List.of("A1", "a|b"), List.of("5\" tube", "[*:1]CC"), List.of("x y")), Construction.SLOTS);
        assertEquals("A1 | [*:1]CC | x y", text(library, "A1|[*:1]CC  |   x y "));
        assertEquals("\"a|b\" | \"5\"\" tube\" | x y", text(library, "\"a|b\" |\"5\"\" tube\"| \"x y\""));
        assertEquals("Library of 2 × 2 × 1 blocks at 3 positions", library.title());
    }

    @Test
    void textsThatAreNoMemberOfTheLibraryAreRefusedInWords() {
        final Library library = new Library(BLOCKS, Construction.SLOTS);
        assertTrue(refusal(() -> text(library, "a | x")).contains("does not have 3 blocks"));
        assertTrue(refusal(() -> text(library, "a | x | 1 | 2")).contains("does not have 3 blocks"));
        assertTrue(refusal(() -> text(library, "")).contains("does not have 3 blocks"));
        assertTrue(refusal(() -> text(library, "a | z | 1")).contains("\"z\" at position 2"));
        assertTrue(refusal(() -> text(library, "a | \"x | 1")).contains("without a closing one"));
        assertTrue(refusal(() -> text(library, "a | \"x\" y | 1")).contains("behind a closing quote"));
        assertTrue(refusal(() -> text(library, "a | x | 1" + "|".repeat(100_000))).contains("blocks"));
    }

    @Test
    void impossibleLibrariesAreRefusedWithThePosition() {
        assertTrue(refusal(() -> library(List.of())).contains("1 to 1000 positions, but got 0"));
        assertTrue(refusal(() -> library(List.of(List.of("a"), List.of()))).contains("Position 2"));
        assertTrue(refusal(() -> library(List.of(List.of("a", "b", "a")))).contains("\"a\" twice"));
        assertTrue(refusal(() -> library(List.of(List.of("a"), List.of("b", " ")))).contains("position 2"));
        assertTrue(refusal(() -> library(List.of(List.of(" a")))).contains("white space"));
        assertTrue(refusal(() -> library(List.of(List.of("a\nb")))).contains("can not be printed"));
        assertTrue(refusal(() -> library(List.of(List.of("a\uD800")))).contains("can not be printed"));
        assertTrue(refusal(() -> library(List.of(List.of("·")))).contains("empty position"));
        assertTrue(refusal(() -> library(Collections.nCopies(1001, List.of("a")))).contains("1001"));
        assertTrue(refusal(() -> library(List.of(List.of("a".repeat(400_001))))).contains("characters"));
        assertTrue(refusal(() -> new Library(BLOCKS, Construction.PREPEND_APPEND))
                .contains("the same blocks, in the same order, at all positions"));
    }

    private static Library library(final List<List<String>> blocks) {
        return new Library(blocks, Construction.SLOTS);
    }

    @Test
    void bitSequencesAreWrittenByTheirBits() {
        final BitSequence space = new BitSequence(6, 3, Construction.SLOTS);
        final int[] state = new int[space.stateLength()];
        space.parse("110001", state, 0);
        assertEquals(6, space.word(state, 0, 0));
        assertEquals(1, space.word(state, 0, 1));
        final int[] other = new int[space.stateLength()];
        space.parse("011001", other, 0);
        assertEquals(2, space.distance(state, 0, other, 0), "bits, not words, that differ");
        assertTrue(refusal(() -> text(space, "11000")).contains("5 characters"));
        assertTrue(refusal(() -> text(space, "1100x1")).contains("\"x\" at position 5"));
    }

    @Test
    void aNetworkSeesTheBitsOfABitSequence() {
        final BitSequence space = new BitSequence(6, 3, Construction.SLOTS);
        final int[] active = new int[7];
        // the second word is 110: bits 3 to 5, each with feature 2·i + bit
        assertEquals(3, space.encode(new int[]{9, 0, 1 + 0b110}, 1, active, 1));
        assertEquals("[0, 7, 9, 10, 0, 0, 0]", Arrays.toString(active));
        assertEquals(12, space.features());
    }

    private static double distance(final Environment space, final String a, final String b) {
        final int[] states = new int[2 * space.stateLength()];
        space.parse(a, states, 0);
        space.parse(b, states, space.stateLength());
        return space.distance(states, 0, states, space.stateLength());
    }

    @Test
    void distancesCountWhatDiffers() {
        assertEquals(2, distance(new Subset(9, 4), "0 1 2 3", "1 2 5 8"), "half of {0, 3, 5, 8}");
        assertEquals(3, distance(new Ising(2), "++/+-", "-+/-+"));
        assertEquals(2, distance(new Library(BLOCKS, Construction.APPEND), "a | x | 1", "b | x | 5"));
        for (final Construction construction : Construction.values()) {
            assertEquals(2, distance(new Sequence("DNA", "ACGT", 1, 6, construction), "ACGT", "CGTA"), "shifted");
        }
    }

    @Test
    void impossibleBitSequencesAreRefused() {
        for (final int[] sizes : new int[][]{{0, 1}, {8, 0}, {8, 3}, {8, 16}, {17, 17}, {-8, 8}, {20_000, 8},
                {Integer.MIN_VALUE, -1}}) {
            assertTrue(refusal(() -> new BitSequence(sizes[0], sizes[1], Construction.APPEND)).contains("multiple"));
        }
        assertTrue(refusal(() -> new BitSequence(10_000, 8, Construction.SLOTS)).contains("Append"));
        assertTrue(refusal(() -> new BitSequence(8, 8, Construction.PREPEND_APPEND)).contains("prepend-append"));
    }

    @Test
    void latticesAreWrittenRowByRow() {
        final Ising lattice = new Ising(3);
        final int[] state = new int[9];
        lattice.parse("+-+/--+/+++", state, 0);
        assertEquals("[2, 1, 2, 1, 1, 2, 2, 2, 2]", Arrays.toString(state));
        assertEquals(-1, Ising.spin(state, 0, 1));
        assertTrue(refusal(() -> text(lattice, "+-+")).contains("3 rows of 3"));
        assertTrue(refusal(() -> text(lattice, "+-+/--+x+++")).contains("position 8"));
        assertTrue(refusal(() -> text(lattice, "+-0/--+/+++")).contains("position 3"));
        for (final int side : new int[]{-1, 0, 1, 201, 65_536, Integer.MAX_VALUE}) {
            refusal(() -> new Ising(side));
        }
    }

    @Test
    void setsAreReadInAnyOrderAndWrittenInAscendingOrder() {
        final Subset sets = new Subset(12, 3);
        assertEquals("0 2 11", text(sets, " 11 0   2 "));
        assertTrue(refusal(() -> text(sets, "1 2")).contains("set of 3"));
        assertTrue(refusal(() -> text(sets, "1 2 3 4")).contains("set of 3"));
        assertTrue(refusal(() -> text(sets, "1 2 12")).contains("no element 12"));
        assertTrue(refusal(() -> text(sets, "1 2 -1")).contains("no element -1"));
        assertTrue(refusal(() -> text(sets, "1 2 1")).contains("twice"));
        assertTrue(refusal(() -> text(sets, "1 2 x")).contains("\"x\""));
        refusal(() -> new Subset(3, 0));
        refusal(() -> new Subset(3, 4));
        refusal(() -> new Subset(0, 0));
        refusal(() -> new Subset(Integer.MAX_VALUE, 5));
    }

    @ParameterizedTest
    @EnumSource
    void impossibleSequencesAreRefusedHoweverTheyAreBuilt(final Construction construction) {
        refusal(() -> new Sequence("None", "", 1, 2, construction));
        refusal(() -> new Sequence("Empty", "AB", 0, 2, construction));
        refusal(() -> new Sequence("Reverse", "AB", 3, 2, construction));
        refusal(() -> new Sequence("Long", "AB", 1, Integer.MAX_VALUE, construction));
        refusal(() -> new Sequence("Twice", "ABA", 1, 2, construction));
        refusal(() -> new Sequence("Many", "A".repeat(1_000_000), 1, 10_000, construction));
    }

    @Test
    void slotsThatNeedTooManyActionsAreRefusedWithAnAlternative() {
        assertTrue(refusal(() -> new Sequence("Protein", "ACDEFGHIKLMNPQRSTVWY", 10_000, 10_000, Construction.SLOTS))
                .contains("Append"));
        assertEquals(20, new Sequence("Protein", "ACDEFGHIKLMNPQRSTVWY", 10_000, 10_000).forwardActions());
    }

    @Test
    void hostileDescriptionsAreRefusedInWords() {
        for (final Map<String, ?> hostile : List.<Map<String, ?>>of(Map.of("kind", 5),
                Map.of("kind", "sequence", "name", "DNA", "letters", "ACGT", "minLength", 1, "maxLength", 2),
                Map.of("kind", "sequence", "construction", "sideways", "name", "DNA", "letters", "ACGT", "minLength", 1,
                        "maxLength", 2),
                Map.of("kind", "sequence", "construction", "slots", "name", "DNA", "letters", "ACGT", "minLength", 1,
                        "maxLength", 2_000_000_000),
                Map.of("kind", "bit-sequence", "construction", "slots", "bits", 1e9, "wordBits", 8),
                Map.of("kind", "bit-sequence", "construction", "slots", "bits", 8, "wordBits", 0.5),
                Map.of("kind", "library", "construction", "slots"),
                Map.of("kind", "library", "construction", "slots", "blocks", List.of("a")),
                Map.of("kind", "library", "construction", "slots", "blocks", List.of(List.of(1))),
                Map.of("kind", "library", "construction", "slots", "blocks", List.of(List.of())),
                Map.of("kind", "subset", "elements", 2_000_000_000, "chosen", 1), Map.of("kind", "ising", "side", "3"),
                Map.of("kind", "ising", "side", 1_000_000))) {
            refusal(() -> Environments.fromDescription(hostile));
        }
    }
}
