package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Library;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Design spaces made of settings and tables. */
class SpaceOperationsTest {

    private static final CombinatorialLibrarySpaceOperation LIBRARY = new CombinatorialLibrarySpaceOperation();
    private static final HypergridSpaceOperation GRID = new HypergridSpaceOperation();
    private static final SequenceSpaceOperation SEQUENCES = new SequenceSpaceOperation();

    private static Table.Column text(final String name) {
        return new Table.Column(name, Table.Type.TEXT);
    }

    private static Table blocks(final String... positionsAndBlocks) {
        final Table.Builder table = Table.builder(text("position"), text("block"));
        for (int i = 0; i < positionsAndBlocks.length; i += 2) {
            table.row(positionsAndBlocks[i], positionsAndBlocks[i + 1]);
        }
        return table.build();
    }

    private static Library library(final Table table, final Map<String, ?> settings) {
        return LIBRARY.space(SettingsMap.fromMap(LIBRARY.defaults(), settings), table, Progress.NONE);
    }

    private static String refused(final Table table) {
        final OperationException e = assertThrows(OperationException.class, () -> library(table, Map.of()));
        assertTrue(e.resolution().endsWith("."), "says what to do");
        return e.getMessage();
    }

    @Test
    void positionsComeInTheOrderOfTheirFirstRowAndBlocksInThatOfTheTable() {
        final Library library = library(blocks("R2", "x", "R1", "a", "R2", " y ", "R1", "b", "R1", "c"), Map.of());
        assertEquals(List.of(List.of("x", "y"), List.of("a", "b", "c")), library.blocks());
        assertEquals(Construction.SLOTS, library.construction());
        assertEquals(2 * 3, library.objectCount());
    }

    @Test
    void theNumberOfCompoundsIsNoted() {
        final List<String> notes = new ArrayList<>();
        LIBRARY.space(LIBRARY.defaults(), blocks("1", "a", "1", "b", "2", "c", "3", "d", "3", "e"), new Progress() {
            @Override
            public void note(final String sentence) {
                notes.add(sentence);
            }
        });
        // 2 · 1 · 2
        assertEquals(List.of("The library has 4 compounds."), notes);
    }

    @Test
    void fromLeftToRightThereIsOneWayToBuildACompound() {
        final Library library = library(blocks("R1", "a", "R2", "b"), Map.of("construction", "LEFT_TO_RIGHT"));
        assertEquals(Construction.APPEND, library.construction());
        assertTrue(library.isTree());
    }

    @Test
    void blocksWithTwoStemsGrowAtBothEnds() {
        final Map<String, ?> bothEnds = Map.of("construction", "BOTH_ENDS");
        final Library library = library(blocks("1", "a", "1", "b", "2", "a", "2", "b"), bothEnds);
        assertEquals(Construction.PREPEND_APPEND, library.construction());
        assertEquals(4, library.objectCount());
        final OperationException refusal = assertThrows(OperationException.class,
                () -> library(blocks("1", "a", "1", "b", "2", "b", "2", "a"), bothEnds));
        assertTrue(refusal.getMessage().contains("the same blocks, in the same order"), refusal.getMessage());
    }

    @Test
    void columnsAreFoundByTheirNamesOrElseByTheirPlace() {
        assertEquals(List.of("Position", "block"), columns("", "", text("id"), text("block"), text("Position")));
        assertEquals(List.of("R", "SMILES"), columns("", "", text("R"), text("SMILES"), text("supplier")));
        final Table.Column site = new Table.Column("site", Table.Type.WHOLE);
        assertEquals(List.of("site", "SMILES"), columns("", "", text("SMILES"), site));
        assertEquals(List.of("site", "SMILES"), columns("", "SMILES", site, text("SMILES")));
        assertEquals(List.of("b", "a"), columns("b", "", text("a"), text("b")));
        assertEquals(List.of("a", "site"), columns("", "site", text("a"), site));
    }

    private static List<String> columns(final String position, final String block, final Table.Column... columns) {
        return CombinatorialLibrarySpaceOperation.columns(new CombinatorialLibrarySpaceOperation.Settings(position,
                block, CombinatorialLibrarySpaceOperation.Order.ANY_ORDER), List.of(columns));
    }

    @Test
    void columnsThatAreMissingOrTheSameAreRefused() {
        for (final String[] wrong : new String[][]{{"gone", "", "\"gone\""}, {"a", "a", "both"}}) {
            final OperationException e = assertThrows(OperationException.class,
                    () -> columns(wrong[0], wrong[1], text("a"), text("b")));
            assertTrue(e.getMessage().contains(wrong[2]), e.getMessage());
        }
        final OperationException none = assertThrows(OperationException.class, () -> columns("", "", text("a")));
        assertEquals("The table has no column for the positions; its columns are a.", none.getMessage());
    }

    @Test
    void numbersArePositionsToo() {
        final Table table = Table.builder(new Table.Column("position", Table.Type.NUMBER), text("block")).row(2.0, "a")
                .row(1.0, "b").row(2.0, "c").build();
        assertEquals(List.of(List.of("a", "c"), List.of("b")), library(table, Map.of()).blocks());
    }

    @Test
    void whatIsWrongWithTheTableOfBlocksIsSaidWithItsRow() {
        assertEquals("The table of building blocks is empty.", refused(blocks()));
        assertEquals("Row 2 has no position.", refused(blocks("R1", "a", null, "b")));
        assertEquals("Row 3: position R2 has no block.", refused(blocks("R1", "a", "R1", "b", "R2", " ")));
        assertEquals("Position R1 has the block a twice, in the rows 1 and 3.",
                refused(blocks("R1", "a", "R2", "a", "R1", "a ")));
        assertTrue(refused(blocks("R1", "a\u0007")).contains("can not be printed"));
    }

    @Test
    void moreThanALibraryCanHoldIsRefused() {
        final Table.Builder many = Table.builder(text("position"), text("block"));
        for (int i = 0; i <= Library.MAX_BLOCKS; i++) {
            many.row("R1", Integer.toString(i));
        }
        final String blocks = refused(many.build());
        assertTrue(blocks.startsWith("The table has 100\u202f001 blocks") && blocks.endsWith("100\u202f000."), blocks);
        final Table.Builder positions = Table.builder(text("position"), text("block"));
        for (int i = 0; i <= Library.MAX_POSITIONS; i++) {
            positions.row(Integer.toString(i), "a");
        }
        assertTrue(refused(positions.build()).contains("1 to 1000 positions"));
    }

    @Test
    void theGridHasItsRewardByItsSide() {
        final List<Object> outputs = GRID.run(GRID.defaults(), List.of(), Execution.QUIET);
        assertEquals(new Hypergrid(2, 8).description(), ((Hypergrid) outputs.get(0)).description());
        // Bengio et al. 2021: R0 = 0.1, R1 = 0.5, R2 = 2
        assertEquals(new HypergridReward(0.1, 0.5, 2), outputs.get(1));
    }

    @ParameterizedTest
    @EnumSource
    void everyVariantOfTheGridsRewardIsPositiveOnTheDefaultGrid(final HypergridReward.Variant variant) {
        final HypergridReward reward = GRID.reward(SettingsMap.fromMap(GRID.defaults(), Map.of("variant", variant
                .name())));
        assertTrue(Double.isFinite(reward.logPartition(new Hypergrid(2, 8)).orElseThrow()));
        assertEquals(variant, reward.variant());
    }

    @Test
    void gridsAndRewardsThatCanNotBeAreRefused() {
        for (final Map<String, ?> wrong : List.of(Map.of("dimensions", 0), Map.of("side", 1),
                Map.of("dimensions", 100_000, "side", 100_000), Map.of("r0", 0.0), Map.of("r1", -0.01),
                Map.of("r2", Double.NaN), Map.of("variant", "SPARSE", "side", 3))) {
            final OperationException e = assertThrows(OperationException.class,
                    () -> GRID.run(SettingsMap.fromMap(GRID.defaults(), wrong), List.of(), Execution.QUIET),
                    wrong::toString);
            assertTrue(e.resolution().endsWith("."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sequencesAreTheSameHoweverTheyAreBuilt(final Construction construction) {
        final Sequence space = SEQUENCES.space(SettingsMap.fromMap(SEQUENCES.defaults(),
                Map.of("minLength", 2, "maxLength", 4, "construction", construction.name())));
        assertEquals(construction, space.construction());
        // 4² + 4³ + 4⁴
        assertEquals(336, space.objectCount());
        assertEquals(Construction.APPEND, SEQUENCES.space(SEQUENCES.defaults()).construction());
    }

    @ParameterizedTest
    @EnumSource
    void tableRewardsLookSequencesUpHoweverTheyAreBuilt(final Construction construction) {
        final Sequence space = new Sequence("DNA", "ACGT", 2, 4, construction);
        assertScores(space, List.of("ACGT", "AA", "TTT"));
    }

    @ParameterizedTest
    @EnumSource
    void tableRewardsLookCompoundsUp(final CombinatorialLibrarySpaceOperation.Order order) {
        // the same blocks at both positions, since one of the orders needs that
        final Library library = library(blocks("R1", "a|b", "R1", "5\" tube", "R2", "a|b", "R2", "5\" tube"),
                Map.of("construction", order.name()));
        assertScores(library,
                List.of("\"a|b\" | \"5\"\" tube\"", "\"a|b\" | \"a|b\"", "\"5\"\" tube\"|\"5\"\" tube\""));
    }

    /** Trained, scored: each measured object has its own reward, also when it comes back as the space writes it. */
    private static void assertScores(final Environment space, final List<String> objects) {
        final Table.Builder measured = Table.builder(text("object"), new Table.Column("score", Table.Type.NUMBER));
        for (int i = 0; i < objects.size(); i++) {
            measured.row(objects.get(i), i + 1.0);
        }
        final TableRewardOperation operation = new TableRewardOperation();
        final TableReward reward = operation.reward(SettingsMap.fromMap(operation.defaults(), Map.of("exponent", 1)),
                measured.build(), Optional.of(space), Progress.NONE);
        final LearnerOperation learner = new LearnerOperation();
        final GFlowNetModel model = learner.learn(SettingsMap.fromMap(learner.defaults(),
                Map.of("updates", 2, "batchSize", 4, "hiddenUnits", 8, "backend", "JAVA")), space, reward,
                Execution.QUIET).model();
        final Table.Builder written = Table.builder(text("object"));
        for (final String object : objects) {
            final int[] state = new int[space.stateLength()];
            space.parse(object, state, 0);
            written.row(space.text(state, 0));
        }
        final Table scored = new ScorerOperation().score(new ScorerOperation().defaults(), model, written.build(),
                Execution.QUIET);
        // scores 1, 2, 3 are scaled to the floor, ½ and 1
        final double[] expected = {1e-3, 0.5, 1};
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row], scored.number(row, scored.indexOf("reward")), 1e-9, scored.text(row, 0));
        }
    }
}
