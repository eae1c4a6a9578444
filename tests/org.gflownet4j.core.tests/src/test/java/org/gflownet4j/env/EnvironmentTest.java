package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.gflownet4j.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {

    static Stream<Environment> environments() {
        final Stream<Environment> sequences = Arrays.stream(Construction.values())
                .flatMap(way -> Stream.of(new Sequence("DNA", "ACGT", 4, 4, way), new Sequence("Two", "ab", 1, 5, way),
                        new Sequence("DNA", "ACGT", 2, 3, way), new Sequence("Three", "xyz", 1, 1, way),
                        new Sequence("Blocks", "0123456789a", 3, 3, way)));
        final Stream<Environment> both = Stream.of(Construction.APPEND, Construction.SLOTS)
                .flatMap(way -> Stream.of(new BitSequence(6, 2, way), new BitSequence(6, 3, way),
                        new BitSequence(5, 1, way), new BitSequence(4, 4, way), new Library(LIBRARY, way)));
        final Stream<Environment> others = Stream.of(
                new Library(Collections.nCopies(4, List.of("CC", "C1", "a|b")), Construction.PREPEND_APPEND),
                new Ising(2), new Ising(3), new Subset(7, 3), new Subset(5, 5),
                new Subset(6, 1), new Subset(1, 1), new Hypergrid(1, 2), new Hypergrid(2, 8), new Hypergrid(3, 4));
        return Stream.of(sequences, both, others).flatMap(all -> all);
    }

    private static final List<List<String>> LIBRARY = List.of(List.of("A1", "phenyl", "CC(=O)N"),
            List.of("a|b", "say \"x\"", "\"", "|", "two words"), List.of("only"), List.of("Å", "€ 5, or more"));

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentConforms(final Environment environment) {
        new EnvironmentConformance(environment).checkAll(200, 60);
    }

    @Test
    void theDistanceOfSequencesIsTheLeastNumberOfEdits() {
        final Sequence space = new Sequence("Two", "ab", 1, 4);
        for (int length = 1; length <= 4; length++) {
            for (int code = 0; code < 1 << length; code++) {
                final String from = letters(code, length);
                // an independent way: breadth-first search, one edit at a time
                editsFrom(from, 4).forEach((to, edits) -> {
                    if (!to.isEmpty()) {
                        assertEquals(edits.doubleValue(), distance(space, from, to), from + " to " + to);
                    }
                });
            }
        }
    }

    private static String letters(final int code, final int length) {
        return Integer.toBinaryString(1 << length | code).substring(1).replace('0', 'a').replace('1', 'b');
    }

    private static Map<String, Integer> editsFrom(final String from, final int maxLength) {
        final Map<String, Integer> edits = new LinkedHashMap<>(Map.of(from, 0));
        final Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            final String text = open.remove();
            final Set<String> next = new HashSet<>();
            for (int i = 0; i <= text.length(); i++) {
                for (final String letter : List.of("", "a", "b")) {
                    next.add(text.substring(0, i) + letter + text.substring(Math.min(text.length(), i + 1)));
                    next.add(text.substring(0, i) + letter + text.substring(i));
                }
            }
            for (final String other : next) {
                if (other.length() <= maxLength && edits.putIfAbsent(other, edits.get(text) + 1) == null) {
                    open.add(other);
                }
            }
        }
        return edits;
    }

    private static double distance(final Environment space, final String from, final String to) {
        final int[] a = new int[space.stateLength()];
        final int[] b = new int[space.stateLength()];
        space.parse(from, a, 0);
        space.parse(to, b, 0);
        return space.distance(a, 0, b, 0);
    }

    @Test
    void theDistanceOfCellsIsTheNumberOfSteps() {
        // |1 − 3| + |7 − 0| + |2 − 2|
        assertEquals(9, distance(new Hypergrid(3, 8), "1 7 2", "3 0 2"));
    }

    @Test
    void hugeSpacesHaveACountToo() {
        assertEquals(Math.pow(20, 60), new Sequence("Protein", "ACDEFGHIKLMNPQRSTVWY", 60, 60).objectCount());
        assertEquals(Double.POSITIVE_INFINITY, new Sequence("DNA", "ACGT", 1, 10_000).objectCount());
    }

    @Test
    void aForeignLetterIsRefusedWithItsPlace() {
        final Sequence dna = new Sequence("DNA", "ACGT", 4, 4);
        final String message = assertThrows(IllegalArgumentException.class, () -> dna.parse("ACXT", new int[5], 0))
                .getMessage();
        assertTrue(message.contains("\"X\" at position 3"), message);
        assertThrows(IllegalArgumentException.class, () -> dna.parse("ACÄT", new int[5], 0));
    }

    @Test
    void aSequenceOfTheWrongLengthIsRefused() {
        final Sequence dna = new Sequence("DNA", "ACGT", 4, 4);
        final String message = assertThrows(IllegalArgumentException.class, () -> dna.parse("ACG", new int[5], 0))
                .getMessage();
        assertTrue(message.contains("has 3 letters") && message.contains("DNA sequences of length 4"), message);
    }

    @Test
    void alphabetsWithOneLetterOrARepeatedOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sequence("One", "A", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Sequence("Twice", "ABA", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Sequence("Comma", "A,", 1, 2));
    }

    @Test
    void aSpaceTooLargeToListIsNotListed() {
        final Sequence large = new Sequence("Protein", "ACDEFGHIKLMNPQRSTVWY", 60, 60);
        assertTrue(StateSpace.of(large, StateSpace.DEFAULT_LIMIT, Progress.NONE).isEmpty());
        // 16 objects and 15 shorter sequences: fewer objects than the limit, more states
        final Sequence small = new Sequence("Two", "ab", 4, 4);
        assertTrue(StateSpace.of(small, 20, Progress.NONE).isEmpty());
        assertEquals(31, StateSpace.of(small, 31, Progress.NONE).orElseThrow().size());
    }

    @Test
    void anUnknownKindOfSpaceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Environments.fromDescription(Map.of("kind", "torus")));
        assertThrows(IllegalArgumentException.class, () -> Environments.fromDescription(Map.of()));
        assertThrows(IllegalArgumentException.class,
                () -> Environments.fromDescription(Map.of("kind", "hypergrid", "dimensions", 1e300, "side", 8)));
    }
}
