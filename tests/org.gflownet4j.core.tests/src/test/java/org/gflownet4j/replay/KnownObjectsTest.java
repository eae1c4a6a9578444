package org.gflownet4j.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.junit.jupiter.api.Test;

class KnownObjectsTest {

    private static final Sequence DNA = new Sequence("DNA", "ACGT", 3, 3);

    private static KnownObjects known(final String... texts) {
        final double[] logRewards = new double[texts.length];
        final long[] rows = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            logRewards[i] = -i;
            rows[i] = i + 1;
        }
        return KnownObjects.of(DNA, List.of(texts), logRewards, rows);
    }

    @Test
    void aBufferBeginsWithThem() {
        final KnownObjects known = known("ACG", "AAA", "TTT");
        assertEquals(Optional.empty(), known.warning());
        final ReplayBuffer oldFirst = Replay.firstInFirstOut(5).with(known).newBuffer(DNA);
        assertArrayEquals(new double[]{0, -1, -2}, oldFirst.contents().logRewards());
        final int[] state = new int[DNA.stateLength()];
        oldFirst.copy(1, state, 0);
        assertEquals("AAA", DNA.text(state, 0));
        final ReplayBuffer worstFirst = Replay.prioritised(5).with(known).newBuffer(DNA);
        assertArrayEquals(new double[]{-2, -1, 0}, worstFirst.contents().logRewards());
        worstFirst.copy(0, state, 0);
        assertEquals("TTT", DNA.text(state, 0));
        final KnownObjects alike = KnownObjects.of(DNA, List.of("ACG", "CCC", "ACT"),
                new double[]{Math.log(10), Math.log(5), Math.log(9.6)}, new long[]{1, 2, 3});
        assertEquals(2, Replay.diverse(5, 1).with(alike).newBuffer(DNA).size(), "ACT resembles ACG");
    }

    @Test
    void whatCanNotBeUsedIsSkippedAndCountedInWords() {
        final KnownObjects known = KnownObjects.of(DNA, List.of("ACG", "ACX", "AAA", "AC", "ACG", "CCC"),
                new double[]{1, 1, Double.NEGATIVE_INFINITY, 1, 2, 3}, new long[]{11, 12, 13, 14, 15, 16});
        assertEquals(2, known.size());
        assertEquals(4, known.skipped());
        final String warning = known.warning().orElseThrow();
        assertTrue(
                warning.startsWith("4 of 6 known objects were skipped: 2 outside the design space, 1 without a "
                        + "reward above 0, 1 repeated. The first is row 12: "),
                warning);
        assertTrue(warning.contains("ACX"), warning);
        assertArrayEquals(new double[]{1, 3},
                Replay.firstInFirstOut(5).with(known).newBuffer(DNA).contents().logRewards());
    }

    @Test
    void aTableOfForeignObjectsIsRefused() {
        final String message = assertThrows(IllegalArgumentException.class, () -> known("UUU", "XYZ")).getMessage();
        assertTrue(message.startsWith("None of the 2 known objects can be used. 2 of 2 known objects were skipped")
                && message.contains("row 1: "), message);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> known()).getMessage().contains("empty"));
    }

    @Test
    void listsOfDifferentLengthTooManyObjectsAndAnotherSpaceAreRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> KnownObjects.of(DNA, List.of("ACG"), new double[2], new long[1]));
        final KnownObjects known = known("ACG", "AAA", "TTT");
        final String room = assertThrows(IllegalArgumentException.class, () -> Replay.prioritised(2).with(known))
                .getMessage();
        assertEquals(
                "There are 3 known objects, but only 2 are kept for replay. Keep more, or use a part of the table.",
                room);
        final String space = assertThrows(IllegalArgumentException.class,
                () -> Replay.prioritised(5).with(known).newBuffer(new Hypergrid(2, 8))).getMessage();
        assertTrue(space.contains("another design space than Cells of a 2-dimensional grid"), space);
    }

    @Test
    void aRunSaysWhichObjectsItBeganWith() {
        final Replay replay = Replay.prioritised(5);
        assertEquals("PRIORITISED of 5 objects", replay.toString());
        assertEquals(replay.with(known("ACG", "AAA")).toString(), replay.with(known("ACG", "AAA")).toString());
        assertNotEquals(replay.with(known("ACG", "AAA")).toString(), replay.with(known("ACG", "AAT")).toString());
        assertNotEquals(replay.with(known("ACG", "AAA")).toString(), replay.with(known("AAA", "ACG")).toString());
        assertEquals("DIVERSE of 5 objects farther apart than 1.5", Replay.diverse(5, 1.5).toString());
    }
}
