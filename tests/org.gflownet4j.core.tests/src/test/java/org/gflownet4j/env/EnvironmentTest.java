package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;

import org.gflownet4j.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {

    static Stream<Environment> environments() {
        return Stream.of(new Sequence("DNA", "ACGT", 4, 4), new Sequence("Two", "ab", 1, 5),
                new Sequence("DNA", "ACGT", 2, 3), new Hypergrid(1, 2), new Hypergrid(2, 8), new Hypergrid(3, 4));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentConformsAlongRandomWalks(final Environment environment) {
        new EnvironmentConformance(environment).checkRandomWalks(200);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentConformsOverItsWholeSpace(final Environment environment) {
        new EnvironmentConformance(environment).checkWholeSpace();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentIsBuiltAgainFromItsDescription(final Environment environment) {
        final Environment copy = Environments.fromDescription(environment.description());
        assertEquals(environment.description(), copy.description());
        assertEquals(environment.title(), copy.title());
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
