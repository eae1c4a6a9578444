package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Environment DNA = new Sequence("DNA", "ACGT", 3, 3);

    private final TableRewardOperation operation = new TableRewardOperation();
    private final Warnings warnings = new Warnings();

    /** The first sequences in the order of the alphabet. */
    private static Table measured(final int count) {
        final Table.Builder table = Table.builder(new Table.Column("s", Table.Type.TEXT),
                new Table.Column("y", Table.Type.NUMBER));
        for (int i = 0; i < count; i++) {
            final int code = i;
            final StringBuilder text = new StringBuilder();
            IntStream.of(16, 4, 1).forEach(place -> text.append("ACGT".charAt(code / place % 4)));
            table.row(text.toString(), i);
        }
        return table.build();
    }

    private TableReward reward(final Table table, final Optional<Environment> space) {
        return operation.reward(operation.defaults(), table, space, warnings);
    }

    @Test
    void aTableOfLessThanHalfOfTheSpaceIsWarnedOfWithNumbers() {
        final TableReward reward = reward(measured(16), Optional.of(DNA));
        assertEquals(
                List.of("16 objects are measured, 25\u202f% of the 64 objects of the design space; all others count "
                        + "as the floor (0.001), so a surrogate reward (a model fitted to the measurements, which also predicts "
                        + "objects that were not measured) would be the better choice."),
                warnings.sentences());
        assertEquals(new Coverage(16, OptionalDouble.of(64), false), Coverage.of(reward, Optional.of(DNA)));
    }

    @Test
    void aTableOfHalfOfTheSpaceIsEnough() {
        reward(measured(32), Optional.of(DNA));
        assertEquals(List.of(), warnings.sentences());
        reward(measured(31), Optional.of(DNA));
        assertEquals(1, warnings.sentences().size());
    }

    @Test
    void withoutASpaceTheCoverageIsEstimatedFromTheTexts() {
        // all four letters occur, so 4^3
        final Coverage coverage = Coverage.of(reward(measured(17), Optional.empty()), Optional.empty());
        assertEquals(new Coverage(17, OptionalDouble.of(64), true), coverage);
        assertEquals("17 objects are measured, 26.6\u202f% of about 64 objects in all (an estimate: all texts of this "
                + "length over the letters that occur).", coverage.sentence());
        assertTrue(warnings.sentences().get(0).contains("an estimate"), warnings.sentences().toString());
    }

    @Test
    void textsOfDifferentLengthsAllowNoEstimate() {
        final Table table = Table.builder(new Table.Column("s", Table.Type.TEXT),
                new Table.Column("y", Table.Type.NUMBER)).row("AAA", 1).row("CC", 2).build();
        final Coverage coverage = Coverage.of(reward(table, Optional.empty()), Optional.empty());
        assertEquals(OptionalDouble.empty(), coverage.objects());
        assertFalse(coverage.isLow());
        assertTrue(coverage.sentence().contains("not known without a design space"), coverage.sentence());
        assertEquals(List.of(), warnings.sentences());
    }

    @Test
    void aSpaceTooLargeForADoubleIsCoveredToNoPartAtAll() {
        final Coverage coverage = new Coverage(5, OptionalDouble.of(Double.POSITIVE_INFINITY), false);
        assertTrue(coverage.isLow());
        assertEquals(0, coverage.share().getAsDouble());
        assertTrue(coverage.sentence().contains("more than 10³⁰⁰ objects"), coverage.sentence());
    }

    @Test
    void nearlyAllIsNotRoundedUpToAll() {
        assertTrue(new Coverage(65_535, OptionalDouble.of(65_536), false).sentence().contains("nearly all of the"));
        assertTrue(new Coverage(65_536, OptionalDouble.of(65_536), false).sentence().contains("100\u202f% of the"));
    }

    @Test
    void anObjectOutsideOfTheSpaceIsNamedWithItsRow() {
        final Table table = Table.builder(new Table.Column("s", Table.Type.TEXT),
                new Table.Column("y", Table.Type.NUMBER)).row("AAA", 1).row("AXA", 2).row("TTTT", 3).build();
        final OperationException refusal = assertThrows(OperationException.class,
                () -> reward(table, Optional.of(DNA)));
        assertTrue(refusal.getMessage().contains("Row 2") && refusal.getMessage().contains("\"X\" at position 2"),
                refusal.getMessage());
        assertTrue(refusal.resolution().contains("design space"), refusal.resolution());
    }
}
