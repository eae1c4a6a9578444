package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

class TableRewardOperationTest {

    private static final Environment DNA = new Sequence("DNA", "ACGT", 3, 3);

    private final TableRewardOperation operation = new TableRewardOperation();
    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void warn(final String sentence) {
            warnings.add(sentence);
        }
    };

    private static Table table(final String csv) {
        try {
            return Csv.read(new StringReader(csv), "The table");
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TableReward reward(final String csv) {
        return operation.reward(operation.defaults(), table(csv), progress);
    }

    private TableRewardOperation.Settings with(final TableRewardOperation.Direction direction, final double exponent,
            final double floor) {
        return new TableRewardOperation.Settings("", "", direction, exponent, floor);
    }

    private String refused(final String csv) {
        final OperationException e = assertThrows(OperationException.class, () -> reward(csv));
        assertTrue(e.resolution().endsWith("."), "says what to do");
        return e.getMessage();
    }

    private static double logReward(final TableReward reward, final String object) {
        final int[] state = new int[DNA.stateLength()];
        DNA.parse(object, state, 0);
        final double[] result = new double[1];
        reward.on(DNA).logRewards(state, 1, Conditions.none(1), result);
        return result[0];
    }

    @Test
    void scoresAreScaledRaisedAndFloored() {
        final TableReward reward = reward("s,y\nAAA,-1\nCCC,0\nGGG,1\n");
        assertEquals(0, logReward(reward, "GGG"), 1e-12);
        assertEquals(3 * Math.log(0.5), logReward(reward, "CCC"), 1e-12);
        assertEquals(3 * Math.log(1e-3), logReward(reward, "AAA"), 1e-12);
        assertEquals(3 * Math.log(1e-3), logReward(reward, "TTT"), 1e-12, "not in the table");
        assertEquals("Measured scores of 3 objects, exponent 3; all other objects count as the floor (0.001)",
                reward.title());
    }

    @Test
    void negativeScoresAreFine() {
        final TableReward reward = reward("s,y\nAAA,-3\nCCC,-2\n");
        assertEquals(0, logReward(reward, "CCC"), 1e-12);
    }

    @Test
    void lowScoresCanBeTheGoodOnes() {
        final TableReward reward = operation.reward(with(TableRewardOperation.Direction.LOW_IS_GOOD, 1, 0.01),
                table("s,y\nAAA,5\nCCC,6\nGGG,9\n"), progress);
        assertEquals(0, logReward(reward, "AAA"), 1e-12);
        assertEquals(Math.log(0.75), logReward(reward, "CCC"), 1e-12);
        assertEquals(Math.log(0.01), logReward(reward, "GGG"), 1e-12);
    }

    @Test
    void anEmptyTableIsRefused() {
        assertTrue(refused("s,y\n").contains("empty"));
    }

    @Test
    void aTableWithoutANumberColumnIsRefused() {
        assertTrue(refused("s,y\nAAA,high\n").contains("no number column; its columns are s, y"));
    }

    @Test
    void aTableWithoutATextColumnIsRefused() {
        assertTrue(refused("x,y\n1,2\n").contains("no text column"));
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        final TableRewardOperation.Settings settings = new TableRewardOperation.Settings("sequence", "binding",
                TableRewardOperation.Direction.HIGH_IS_GOOD, 3, 1e-3);
        final String message = assertThrows(OperationException.class,
                () -> operation.reward(settings, table("sequence,y\nAAA,1\n"), progress)).getMessage();
        assertTrue(message.contains("\"binding\"") && message.contains("sequence, y"), message);
    }

    @Test
    void rowsWithMissingValuesAreLeftOutAndCountedOnce() {
        final TableReward reward = reward("s,y\nAAA,1\n,2\nCCC,\nGGG,NaN\nTTT,4\n");
        assertArrayEquals(new String[]{"AAA", "TTT"}, reward.objects());
        assertArrayEquals(new long[]{1, 5}, reward.rows());
        assertEquals("3 of 5 rows lack an object or a score and were left out.", warnings.get(0));
        assertEquals(2, warnings.size(), "and one on the coverage");
    }

    @Test
    void aTableOfNothingButMissingValuesIsRefused() {
        assertTrue(refused("s,y\nAAA,\n,2\n").contains("All 2 rows"));
    }

    @Test
    void infiniteScoresAreRefusedWithTheirRow() {
        final String message = refused("s,y\nAAA,1\nCCC,Infinity\n");
        assertTrue(message.contains("Row 2") && message.contains("CCC"), message);
    }

    @Test
    void scoresThatAreAllZeroAreRefused() {
        assertTrue(refused("s,y\nAAA,0\nCCC,0\n").contains("All scores are 0"));
    }

    @Test
    void differentScoresOfOneObjectAreAveragedAndSaidOnce() {
        final TableReward reward = reward("s,y\nAAA,0\nCCC,1\nCCC,3\nGGG,4\nGGG,4\nTTT,1\nTTT,2\n");
        assertArrayEquals(new double[]{0, 2, 4, 1.5}, reward.scores());
        assertEquals(2, warnings.size(), "and one on the coverage");
        assertTrue(
                warnings.get(0).startsWith("2 objects occur several times with different scores, the first of them CCC "
                        + "(row 2)"),
                warnings.get(0));
    }

    @Test
    void aForeignLetterOrAWrongLengthIsRefusedWithTheRow() {
        final TableReward foreign = reward("s,y\nAAA,1\nAXA,2\n");
        final String letter = assertThrows(IllegalArgumentException.class, () -> foreign.on(DNA)).getMessage();
        assertTrue(letter.contains("Row 2") && letter.contains("\"X\" at position 2"), letter);
        final TableReward wrong = reward("s,y\nAAA,1\nAA,2\n");
        final String length = assertThrows(IllegalArgumentException.class, () -> wrong.on(DNA)).getMessage();
        assertTrue(length.contains("Row 2") && length.contains("2 letters"), length);
    }

    @Test
    void objectsOutsideTheSpaceAreCountedAndSaidOnce() {
        final String message = assertThrows(OperationException.class,
                () -> operation.reward(operation.defaults(), table("s,y\nAAA,1\nAXA,2\nAA,3\n"), Optional.of(DNA),
                        progress))
                .getMessage();
        assertTrue(message.startsWith("2 of 3 objects do not belong to the design space."), message);
        assertTrue(message.contains("Row 2") && message.contains("\"X\" at position 2"), message);
    }

    @Test
    void exponentsAndFloorsOutOfRangeAreRefused() {
        for (final double exponent : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            assertThrows(IllegalArgumentException.class,
                    () -> operation.reward(with(TableRewardOperation.Direction.HIGH_IS_GOOD, exponent, 1e-3),
                            table("s,y\nAAA,1\nCCC,2\n"), progress),
                    "exponent " + exponent);
        }
        for (final double floor : new double[]{0, -1, 1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class,
                    () -> operation.reward(with(TableRewardOperation.Direction.HIGH_IS_GOOD, 3, floor),
                            table("s,y\nAAA,1\nCCC,2\n"), progress),
                    "floor " + floor);
        }
    }

    @Test
    void aPowerThatOverflowsIsRefusedWithTheRow() {
        final String message = assertThrows(IllegalArgumentException.class, () -> new TableReward(
                new String[]{"AAA"}, new double[]{1000}, new long[]{7}, 0, 1, 200, 1e-3)).getMessage();
        assertTrue(message.contains("Row 7") && message.contains("smaller exponent"), message);
        assertThrows(IllegalArgumentException.class, () -> reward("s,y\nAAA,-1.7e308\nCCC,1.7e308\n"));
    }
}
