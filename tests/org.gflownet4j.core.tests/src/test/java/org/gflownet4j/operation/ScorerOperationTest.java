package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

/** Scores of objects, held against the model's exact law. */
class ScorerOperationTest {

    private static final ScorerOperation SCORER = new ScorerOperation();
    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);

    private static GFlowNetModel model() {
        final LearnerOperation learner = new LearnerOperation();
        return learner.learn(SettingsMap.fromMap(learner.defaults(),
                Map.of("updates", 30, "batchSize", 8, "hiddenUnits", 16, "backend", "JAVA")), GRID, REWARD,
                Execution.QUIET).model();
    }

    private static Table cells(final String... cells) {
        final Table.Builder table = Table.builder(new Table.Column("cell", Table.Type.TEXT));
        for (final String cell : cells) {
            table.row(cell);
        }
        return table.build();
    }

    private static Table score(final GFlowNetModel model, final int walks, final Table table) {
        return SCORER.score(SettingsMap.fromMap(SCORER.defaults(), Map.of("walks", walks, "backend", "JAVA")), model,
                table, Execution.QUIET);
    }

    @Test
    void theStandardErrorSaysHowFarTheEstimateIsFromTheExactLogProbability() {
        final GFlowNetModel model = model();
        final StateSpace space = StateSpace.of(GRID, 100, Progress.NONE).orElseThrow();
        final double[] exact = new ExactDistribution(space, model.policy(), model.parameters(), new JavaBackend(),
                Progress.NONE)
                .logProbability();
        final String[] names = new String[exact.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = GRID.text(space.states(), space.objects()[i] * GRID.stateLength());
        }
        final Table scored = score(model, 400, cells(names));
        int within = 0;
        for (int i = 0; i < names.length; i++) {
            final double error = scored.number(i, scored.indexOf("standard error"));
            final double off = Math.abs(scored.number(i, scored.indexOf("log-probability")) - exact[i]);
            assertTrue(off <= 5 * error + 1e-4, names[i] + " is off by " + off + ", standard error " + error);
            within += off <= error + 1e-4 ? 1 : 0;
        }
        // two thirds are expected within one standard error
        assertTrue(within >= names.length / 2, within + " of " + names.length);
    }

    @Test
    void moreWalksGiveSmallerStandardErrorsAndASingleWalkNone() {
        final GFlowNetModel model = model();
        final Table cell = cells("3 3");
        final double few = score(model, 20, cell).number(0, 4);
        final double many = score(model, 2000, cell).number(0, 4);
        // √100
        assertTrue(many > 0 && many < few / 4, few + " with 20 walks, " + many + " with 2000");
        assertTrue(score(model, 1, cell).isMissing(0, 4));
    }

    @Test
    void rewardsAreThoseOfTheModel() {
        final Table scored = score(model(), 2, cells("0 0", "1 1"));
        // 3 of side 4: a = ½ at 0, 1/6 at 1; so R0 + R1 and R0
        assertEquals(0.6, scored.number(0, scored.indexOf("reward")), 1e-12);
        assertEquals(Math.log(0.1), scored.number(1, scored.indexOf("log reward")), 1e-12);
    }

    @Test
    void namesOfAddedColumnsAreNewOnes() {
        assertEquals(List.of("reward (2)", "log reward", "log-probability", "standard error (3)"),
                ScorerOperation.addedColumns(List.of("x", "reward", "standard error", "standard error (2)")).stream()
                        .map(Table.Column::name).toList());
    }

    @Test
    void aTableWithoutObjectsOfTheSpaceIsScoredToMissingCellsWithOneWarning() {
        final Warnings warnings = new Warnings();
        final Table scored = SCORER.score(SCORER.defaults(), model(), cells("4 0", "x", null), warnings.execution());
        for (int column = 1; column <= 4; column++) {
            assertTrue(scored.isMissing(0, column) && scored.isMissing(1, column) && scored.isMissing(2, column));
        }
        assertEquals(1, warnings.sentences().size(), warnings.sentences()::toString);
        assertTrue(warnings.sentences().get(0).startsWith("3 of 3 rows could not be scored; the first that has an "
                + "object is row 1"), warnings.sentences().get(0));
    }

    @Test
    void numbersOfWalksOutOfRangeAreRefused() {
        final GFlowNetModel model = model();
        for (final int walks : new int[]{0, ScorerOperation.MAX_WALKS + 1}) {
            assertThrows(OperationException.class, () -> score(model, walks, cells("0 0")));
        }
    }
}
