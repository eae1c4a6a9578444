package org.gflownet4j.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.gflownet4j.env.Hypergrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayBufferTest {

    /** A line of cells, so that an object is one number. */
    private static final Hypergrid LINE = new Hypergrid(1, 1000);

    private static ReplayBuffer buffer(final Replay replay) {
        return replay.newBuffer(LINE);
    }

    private static Replay of(final Replay.Kind kind, final int capacity) {
        return new Replay(kind, capacity, kind == Replay.Kind.DIVERSE ? 0.5 : 0, KnownObjects.NONE);
    }

    private static boolean add(final ReplayBuffer buffer, final int cell, final double logReward) {
        return buffer.add(new int[]{cell}, 0, logReward);
    }

    private static List<Integer> cells(final ReplayBuffer buffer) {
        return Arrays.stream(buffer.contents().states()).boxed().toList();
    }

    @Test
    void theObjectThatCameFirstGoesFirst() {
        final ReplayBuffer buffer = buffer(Replay.firstInFirstOut(3));
        for (int cell = 0; cell < 3; cell++) {
            assertTrue(add(buffer, cell, -cell));
        }
        assertEquals(List.of(0, 1, 2), cells(buffer));
        assertFalse(add(buffer, 0, 5), "it is there already");
        assertEquals(0, buffer.logReward(0), "and keeps the reward with which it came");
        assertTrue(add(buffer, 7, -9));
        assertEquals(List.of(1, 2, 7), cells(buffer), "coming again has not made it younger");
        assertTrue(add(buffer, 0, 0));
        assertTrue(add(buffer, 8, 0));
        assertTrue(add(buffer, 9, 0));
        assertTrue(add(buffer, 7, 0));
        assertEquals(List.of(8, 9, 7), cells(buffer));
    }

    @Test
    void theLowestRewardGoesAndOfEqualOnesTheOldest() {
        final ReplayBuffer buffer = buffer(Replay.prioritised(3));
        add(buffer, 1, 1);
        add(buffer, 2, 3);
        add(buffer, 3, 1);
        assertEquals(List.of(1, 3, 2), cells(buffer));
        assertFalse(add(buffer, 4, 0.5), "lower than all");
        assertTrue(add(buffer, 5, 1));
        assertEquals(List.of(3, 5, 2), cells(buffer), "as low as the lowest, and younger");
        assertTrue(add(buffer, 6, 2));
        assertTrue(add(buffer, 7, 4));
        assertEquals(List.of(6, 2, 7), cells(buffer));
        assertEquals(List.of(2.0, 3.0, 4.0), IntStream.range(0, 3).mapToObj(buffer::logReward).toList());
    }

    @Test
    void anObjectIsRefusedIfItResemblesOneOfAboutTheSameReward() {
        final ReplayBuffer buffer = buffer(Replay.diverse(10, 2));
        add(buffer, 10, Math.log(100));
        add(buffer, 50, Math.log(200));
        // the range of rewards is 100, so those within 10 are about the same
        assertFalse(add(buffer, 12, Math.log(109)), "two cells away");
        assertFalse(add(buffer, 8, Math.log(91)), "below, too");
        assertTrue(add(buffer, 13, Math.log(109)), "three cells away");
        assertTrue(add(buffer, 11, Math.log(120)), "one cell away, but clearly better");
        assertFalse(add(buffer, 9, Math.log(100)), "the same reward");
        assertFalse(add(buffer, 51, Math.log(209)), "better than all, but not by much");
        assertTrue(add(buffer, 52, Math.log(211)));
        assertEquals(List.of(10, 13, 11, 50, 52), cells(buffer));
    }

    @Test
    void rewardsTooLargeOrTooSmallForANumberAreComparedAllTheSame() {
        final ReplayBuffer buffer = buffer(Replay.diverse(10, 2));
        assertTrue(add(buffer, 1, -5000));
        assertTrue(add(buffer, 100, 5000), "no room for alikes of another reward");
        assertFalse(add(buffer, 2, -4000), "both are nothing beside the greatest");
        assertFalse(add(buffer, 101, 5000));
        assertTrue(add(buffer, 102, 5001), "e times as much");
        final ReplayBuffer alike = buffer(Replay.diverse(10, 2));
        add(alike, 1, 3);
        assertFalse(add(alike, 2, 3), "equal rewards are the same, even when all are");
    }

    /** Pitfall 14: entries that change with the arrays they came from or went to. */
    @ParameterizedTest
    @EnumSource
    void entriesAreCopies(final Replay.Kind kind) {
        final ReplayBuffer buffer = buffer(of(kind, 2));
        final int[] states = {3, 400};
        buffer.add(states, 0, 1);
        buffer.add(states, 1, 2);
        states[0] = 500;
        final int[] copy = new int[1];
        buffer.copy(0, copy, 0);
        assertEquals(3, copy[0]);
        copy[0] = 77;
        final ReplayContents contents = buffer.contents();
        contents.states()[1] = 88;
        contents.logRewards()[1] = 99;
        assertEquals(List.of(3, 400), cells(buffer));
        assertEquals(2, buffer.logReward(1));
        final ReplayContents given = buffer.contents();
        buffer.restore(given);
        given.states()[0] = 5;
        assertEquals(List.of(3, 400), cells(buffer));
    }

    private static int[] counts(final ReplayBuffer buffer, final int draws) {
        final int[] count = new int[buffer.size()];
        for (int i = 0; i < draws; i++) {
            count[buffer.draw(5, i)]++;
        }
        return count;
    }

    /** Five standard deviations of a binomial count. */
    private static void assertCount(final int draws, final double probability, final int count, final int place) {
        assertEquals(draws * probability, count, 5 * Math.sqrt(draws * probability * (1 - probability)) + 1e-9,
                "place " + place);
    }

    /** Pitfall 15: draws that never reach a part of the buffer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 100})
    void everyObjectOfAFirstInFirstOutBufferIsDrawnAlike(final int size) {
        final ReplayBuffer buffer = buffer(Replay.firstInFirstOut(100));
        for (int cell = 0; cell < size; cell++) {
            add(buffer, cell, cell);
        }
        final int draws = 100_000;
        final int[] count = counts(buffer, draws);
        for (int place = 0; place < size; place++) {
            assertCount(draws, 1.0 / size, count[place], place);
        }
    }

    /** Pitfall 15, and the law of prioritised replay training. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 11, 30, 95})
    void halfOfTheDrawsAreOfTheTopDecileAndHalfOfTheRest(final int size) {
        final ReplayBuffer buffer = buffer(Replay.prioritised(100));
        for (int cell = 0; cell < size; cell++) {
            add(buffer, cell, cell * 37 % size);
        }
        final int top = (int) Math.ceil(size / 10.0);
        final int draws = 100_000;
        final int[] count = counts(buffer, draws);
        assertEquals(size == 1 ? draws : draws / 2, Arrays.stream(count, size - top, size).sum(), "exactly half");
        for (int place = 0; place < size; place++) {
            final boolean isTop = place >= size - top;
            assertCount(draws, size == 1 ? 1 : 0.5 / (isTop ? top : size - top), count[place], place);
        }
    }

    @Test
    void aDrawDependsOnSeedAndStreamAlone() {
        final ReplayBuffer buffer = buffer(Replay.firstInFirstOut(500));
        for (int cell = 0; cell < 500; cell++) {
            add(buffer, cell, 0);
        }
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            assertEquals(buffer.draw(1, i), buffer.draw(1, i));
            same += buffer.draw(1, i) == buffer.draw(2, i) ? 1 : 0;
        }
        assertTrue(same < 15, same + " of 1000, where 2 are to be expected");
    }

    @Test
    void nothingIsDrawnFromAnEmptyBufferAndNothingWithoutARewardIsKept() {
        final ReplayBuffer buffer = buffer(Replay.prioritised(5));
        assertTrue(buffer.isEmpty());
        assertThrows(IllegalStateException.class, () -> buffer.draw(1, 1));
        for (final double bad : new double[]{Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            final String message = assertThrows(IllegalArgumentException.class, () -> add(buffer, 4, bad)).getMessage();
            assertTrue(message.contains("\"4\"") && message.contains("" + bad), message);
        }
        assertTrue(buffer.isEmpty());
    }

    @Test
    void whatIsOutOfRangeIsRefusedBeforeMemoryIsTaken() {
        for (final int capacity : new int[]{0, -1, Replay.MAX_CAPACITY + 1}) {
            final String message = assertThrows(IllegalArgumentException.class,
                    () -> Replay.firstInFirstOut(capacity)).getMessage();
            assertTrue(message.contains("1 to 1,000,000"), message);
        }
        for (final double cutOff : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Replay.diverse(10, cutOff));
        }
        assertThrows(IllegalArgumentException.class,
                () -> new Replay(Replay.Kind.PRIORITISED, 10, 1, KnownObjects.NONE));
        // 1 000 000 objects of 3 000 ints each are more than an array can have
        final Hypergrid wide = new Hypergrid(3000, 2);
        final Replay large = Replay.prioritised(1_000_000);
        for (final String message : List.of(
                assertThrows(IllegalArgumentException.class, () -> large.newBuffer(wide)).getMessage(),
                assertThrows(IllegalArgumentException.class, () -> large.bytes(wide)).getMessage())) {
            assertTrue(message.contains("at most 715,827 objects kept for replay"), message);
        }
        assertEquals(1_000_000L * (4 + 8 + 4 + 16), large.bytes(LINE));
    }

    @ParameterizedTest
    @EnumSource
    void whatABufferCanNotHaveHeldIsNotRestored(final Replay.Kind kind) {
        final ReplayBuffer buffer = buffer(of(kind, 3));
        refused(buffer, 1, new int[]{1, 2, 3, 4}, new double[4], "4 objects, but there is room for 3");
        refused(buffer, 2, new int[]{1, 2}, new double[1], "has 2 numbers, and one of this design space has 1");
        refused(buffer, 1, new int[]{1, 1}, new double[2], "has \"1\" twice");
        refused(buffer, 1, new int[]{1, 1000}, new double[2], "no object of the design space, in place 1");
        refused(buffer, 1, new int[]{-1}, new double[1], "no object of the design space, in place 0");
        refused(buffer, 1, new int[]{1}, new double[]{Double.NaN}, "no number");
        assertThrows(IllegalArgumentException.class, () -> new ReplayContents(1, new int[2], new double[3]));
        if (kind != Replay.Kind.FIRST_IN_FIRST_OUT) {
            refused(buffer, 1, new int[]{1, 2}, new double[]{2, 1}, "not in the order of its rewards");
        }
        buffer.restore(new ReplayContents(1, new int[]{4, 2}, new double[]{1, 2}));
        assertArrayEquals(new int[]{4, 2}, buffer.contents().states());
    }

    private static void refused(final ReplayBuffer buffer, final int width, final int[] states,
            final double[] logRewards, final String words) {
        final String message = assertThrows(IllegalArgumentException.class,
                () -> buffer.restore(new ReplayContents(width, states, logRewards))).getMessage();
        assertTrue(message.contains(words), message);
    }
}
