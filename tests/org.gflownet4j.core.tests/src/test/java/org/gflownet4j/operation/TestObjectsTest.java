package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

/** The Evaluator's figures for objects that the user gives. */
class TestObjectsTest {

    private static final EvaluatorOperation EVALUATOR = new EvaluatorOperation();
    private static final GFlowNetModel GRID = model(new Hypergrid(2, 8), new HypergridReward(0.1, 0.5, 2));

    private final Warnings warnings = new Warnings();

    private static GFlowNetModel model(final Environment space, final Reward reward) {
        return new LearnerOperation().learn(SettingsMap.fromMap(new LearnerOperation().defaults(),
                Map.of("updates", 50, "hiddenUnits", 16, "backend", "JAVA")), space, reward, Execution.QUIET).model();
    }

    private Map<String, Double> evaluate(final GFlowNetModel model, final Map<String, ?> values,
            final Table... test) {
        final Map<String, Object> all = new HashMap<>(Map.of("samples", 500, "backend", "JAVA"));
        all.putAll(values);
        return EVALUATOR.evaluate(SettingsMap.fromMap(EVALUATOR.defaults(), all), model, model.reward(),
                Arrays.stream(test).findFirst(), warnings.execution()).metrics();
    }

    private static Table table(final String... objects) {
        final Table.Builder table = Table.builder(new Table.Column("n", Table.Type.NUMBER),
                new Table.Column("object", Table.Type.TEXT));
        for (final String object : objects) {
            table.row(1, object);
        }
        return table.build();
    }

    /** Compares with the Scorer's log-probabilities and with another library's correlations. */
    private static void check(final Map<String, Double> metrics, final GFlowNetModel model, final Table table,
            final double tolerance) {
        final Table scored = new ScorerOperation().score(SettingsMap.fromMap(new ScorerOperation().defaults(),
                Map.of("walks", 5000, "backend", "JAVA")), model, table, Execution.QUIET);
        final int logProbability = scored.indexOf("log-probability");
        final int[] rows = IntStream.range(0, scored.rows()).filter(row -> !scored.isMissing(row, logProbability))
                .toArray();
        final double[] logReward = IntStream.of(rows)
                .mapToDouble(row -> Math.log(scored.number(row, scored.indexOf("reward")))).toArray();
        final double[] logP = IntStream.of(rows).mapToDouble(row -> scored.number(row, logProbability)).toArray();
        assertEquals(rows.length, metrics.get("test_objects"));
        assertEquals(new PearsonsCorrelation().correlation(logP, logReward), metrics.get("test_pearson"), tolerance);
        assertEquals(new SpearmansCorrelation().correlation(logP, logReward), metrics.get("test_spearman"), tolerance);
        assertEquals(IntStream.range(0, rows.length).mapToDouble(i -> logP[i]).average().orElseThrow(),
                metrics.get("test_mean_log_probability"), tolerance);
    }

    @Test
    void inASpaceThatCanBeListedTheFiguresAreExact() {
        final Table cells = table("0 0", "7 7", "1 6", "3 3", "0 0", "2 5", "6 1", "4 0");
        // 5 000 walks estimate what the Evaluator computes exactly
        check(evaluate(GRID, Map.of(), cells), GRID, cells, 0.05);
        assertEquals(List.of(), warnings.sentences());
    }

    @Test
    void inALargeSpaceTheyComeFromWaysToBuildTheObjects() {
        final String[] objects = IntStream.range(0, 40)
                .mapToObj(i -> "ACGT".repeat(5).substring(0, i % 17) + "ACGTCCGATTAACGTAGGTC".substring(i % 17))
                .distinct().toArray(String[]::new);
        final double[] scores = IntStream.range(0, objects.length).mapToDouble(i -> i * 7 % 11).toArray();
        final TableReward reward = new TableReward(objects, scores, new long[objects.length], 0, 11, 1, 0.01);
        final GFlowNetModel model = model(new Sequence("DNA", "ACGT", 20, 20), reward);
        // a tree: one way each
        check(evaluate(model, Map.of(), table(objects)), model, table(objects), 1e-4);
    }

    @Test
    void rowsWithoutAnObjectOfTheSpaceAreCountedOnce() {
        final Map<String, Double> metrics = evaluate(GRID, Map.of("testColumn", "object"),
                table("0 0", null, "8 8", "7 7", "x"));
        assertEquals(2, metrics.get("test_objects"));
        assertEquals(1, warnings.sentences().size());
        assertTrue(warnings.sentences().get(0).startsWith("3 of 5 rows of the test objects are not used, since they "
                + "have no object or do not belong to the design space; the first of these is row 3: Coordinate 8"),
                warnings.sentences().get(0));
    }

    @Test
    void aTableWithoutAnyObjectGivesFiguresWithoutValue() {
        final Map<String, Double> metrics = evaluate(GRID, Map.of(), table((String) null));
        assertEquals(0, metrics.get("test_objects"));
        assertTrue(metrics.get("test_pearson").isNaN() && metrics.get("test_spearman").isNaN()
                && metrics.get("test_mean_log_probability").isNaN());
        assertEquals(List.of("1 of 1 rows of the test objects are not used, since they have no object."),
                warnings.sentences());
        assertTrue(evaluate(GRID, Map.of(), table("0 0")).get("test_spearman").isNaN(), "one object has no rank");
    }

    @Test
    void testObjectsCanBeModesThatSamplesShouldFind() {
        final Table corners = table("0 0", "0 7", "7 0", "7 7", "7 7");
        assertTrue(!evaluate(GRID, Map.of(), corners).containsKey("modes"), "only if asked");
        // a hundred thousand draws miss no cell of 64
        assertEquals(4, evaluate(GRID, Map.of("samples", 100_000, "countModes", true), corners).get("modes"));
        // the farthest cells are 14 steps from each other
        assertEquals(4, evaluate(GRID, Map.of("samples", 100, "countModes", true, "modeDistance", 14), corners)
                .get("modes"));
        final EvaluatorOperation.Result result = EVALUATOR.evaluate(SettingsMap.fromMap(EVALUATOR.defaults(),
                Map.of("samples", 100, "countModes", true, "backend", "JAVA")), GRID, GRID.reward(),
                Optional.of(corners), Execution.QUIET);
        final int row = IntStream.range(0, result.explained().rows())
                .filter(i -> result.explained().text(i, 0).equals("modes")).findFirst().orElseThrow();
        // a corner's reward is 0.1 + 0.5; log Z of this grid is 3.109061
        assertEquals(4 * (1 - Math.pow(1 - 0.6 / Math.exp(3.109061), 100)), result.explained().number(row, 2), 1e-4);
    }

    @Test
    void modesThatCanNotBeCountedAreRefusedWithWhatToDo() {
        for (final double wrong : new double[]{-1, Double.NaN}) {
            assertThrows(OperationException.class,
                    () -> evaluate(GRID, Map.of("countModes", true, "modeDistance", wrong), table("0 0")));
        }
        // what is switched off is not looked at
        evaluate(GRID, Map.of("countModes", false, "modeDistance", -1), table("0 0"));
        final String[] many = new String[TestObjects.MAX_MODES + 1];
        Arrays.fill(many, "3 3");
        final OperationException refusal = assertThrows(OperationException.class,
                () -> evaluate(GRID, Map.of("countModes", true, "modeDistance", 1), table(many)));
        assertTrue(refusal.getMessage().contains("too many") && refusal.resolution().contains("set the distance to 0"),
                refusal.getMessage());
        evaluate(GRID, Map.of("countModes", true), table(many));
    }

    @Test
    void withoutATableThereAreNoSuchFigures() {
        assertTrue(evaluate(GRID, Map.of()).keySet().stream().noneMatch(name -> name.startsWith("test_")));
        assertEquals(EVALUATOR.evaluate(EVALUATOR.defaults(), GRID, GRID.reward(), Execution.QUIET).explained().rows(),
                ((Table) EVALUATOR.run(EVALUATOR.defaults(), List.of(GRID, GRID.reward(), Optional.empty()),
                        Execution.QUIET).get(0)).rows());
    }

    @Test
    void everyFigureIsExplained() {
        final EvaluatorOperation.Result result = EVALUATOR.evaluate(EVALUATOR.defaults(), GRID, GRID.reward(),
                Optional.of(table("0 0", "1 1")), Execution.QUIET);
        for (int row = 0; row < result.explained().rows(); row++) {
            assertTrue(result.explained().text(row, 3).endsWith("."), result.explained().text(row, 0));
        }
        assertTrue(result.metrics().keySet().containsAll(List.of("test_objects", "test_spearman", "test_pearson",
                "test_mean_log_probability")));
    }

    @Test
    void aMissingColumnIsRefused() {
        assertThrows(OperationException.class, () -> evaluate(GRID, Map.of("testColumn", "cell"), table("0 0")));
    }

    @Test
    void theSeedIsFixedUnlessTheUserWantsAnotherEachTime() {
        assertEquals(evaluate(GRID, Map.of()), evaluate(GRID, Map.of()));
        assertTrue(!evaluate(GRID, Map.of("useStaticSeed", false))
                .equals(evaluate(GRID, Map.of("useStaticSeed", false))));
    }
}
