package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.picture.Picture;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.DrawFigures;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

class SamplerOperationTest {

    private static final SamplerOperation SAMPLER = new SamplerOperation();
    /** 16 objects. */
    private static final GFlowNetModel SMALL = model(new Hypergrid(2, 4), new HypergridReward(0.1, 0.5, 2));
    private static final Table DATA = ExampleDataOperation.read();
    /** 65 536 objects with different rewards. */
    private static final GFlowNetModel DNA = model(new Sequence("DNA", "ACGT", 8, 8),
            new TableRewardOperation().reward(new TableRewardOperation().defaults(), DATA, Progress.NONE));

    private final Warnings warnings = new Warnings();

    private static GFlowNetModel model(final Environment space, final Reward reward) {
        return new LearnerOperation().learn(SettingsMap.fromMap(new LearnerOperation().defaults(),
                Map.of("updates", 2, "hiddenUnits", 8, "backend", "JAVA")), space, reward, Execution.QUIET).model();
    }

    /** A model that stops at once, nearly always: the bias of its stop action is large. */
    private static GFlowNetModel stubborn() {
        final float[] parameters = SMALL.parameters().clone();
        Arrays.fill(parameters, 0);
        // outputs are the two directions and stop; their biases come last, before log Z
        parameters[SMALL.policy().logPartitionAt() - 1] = 30;
        return new GFlowNetModel(SMALL.policy(), parameters, SMALL.reward(), Map.of());
    }

    private static SamplerOperation.Settings settings(final Map<String, ?> values) {
        final Map<String, Object> all = new HashMap<>(Map.of("backend", "JAVA"));
        all.putAll(values);
        return SettingsMap.fromMap(SAMPLER.defaults(), all);
    }

    private Table sample(final GFlowNetModel model, final Map<String, ?> values, final Table... known) {
        return SAMPLER.sample(settings(values), model, Arrays.stream(known).findFirst(), warnings.execution());
    }

    private static List<String> objects(final Table table) {
        return IntStream.range(0, table.rows()).mapToObj(row -> table.text(row, 0)).toList();
    }

    private static Table known(final String... objects) {
        final Table.Builder table = Table.builder(new Table.Column("number", Table.Type.NUMBER),
                new Table.Column("known", Table.Type.TEXT), new Table.Column("other", Table.Type.TEXT));
        for (final String object : objects) {
            table.row(1, object, "?");
        }
        return table.build();
    }

    private static long draws(final Table table) {
        return IntStream.range(0, table.rows()).mapToLong(row -> (long) table.number(row, 3)).sum();
    }

    @Test
    void asManyDifferentObjectsComeAsAreAskedFor() {
        final Table table = sample(DNA, Map.of("unique", true, "count", 3000));
        assertEquals(3000, table.rows());
        assertEquals(3000, new HashSet<>(objects(table)).size());
        assertEquals(List.of(), warnings.sentences());
        // among about 3 070 draws of 65 536 nearly equally likely objects, some come twice: 3070²/(2·65536) = 72
        assertEquals(72, draws(table) - 3000, 40);
        for (int row = 1; row < table.rows(); row++) {
            assertTrue(table.number(row - 1, 1) >= table.number(row, 1), "the best come first");
        }
    }

    @Test
    void theFirstDrawsAreTheSameHoweverManyDifferentOnesAreWanted() {
        final Set<String> few = new HashSet<>(objects(sample(DNA, Map.of("unique", true, "count", 700))));
        final Set<String> many = new HashSet<>(objects(sample(DNA, Map.of("unique", true, "count", 2000))));
        assertTrue(many.containsAll(few));
        assertEquals(700, few.size());
    }

    @Test
    void theSameSeedGivesTheSameObjectsAndAnotherSeedOthers() {
        final Map<String, Object> values = Map.of("unique", true, "count", 100, "selectDiverse", true);
        assertEquals(objects(sample(DNA, values)), objects(sample(DNA, values)));
        final Map<String, Object> other = new HashMap<>(values);
        other.put("seed", 7);
        assertTrue(!objects(sample(DNA, values)).equals(objects(sample(DNA, other))));
        other.put("useStaticSeed", false);
        assertTrue(!objects(sample(DNA, other)).equals(objects(sample(DNA, other))));
    }

    @Test
    void aSpaceOfSixteenObjectsGivesSixteenOfAHundredAndSaysWhy() {
        final Table table = sample(SMALL, Map.of("unique", true, "count", 100));
        assertEquals(16, new HashSet<>(objects(table)).size());
        assertEquals(List.of("Only 16 of 100 different objects were found: the design space has no more."),
                warnings.sentences());
    }

    @Test
    void drawingEndsWhereHardlyAnythingNewComesUp() {
        final Table table = sample(stubborn(), Map.of("unique", true, "count", 100));
        assertEquals(List.of("0 0"), objects(table));
        assertEquals(1, warnings.sentences().size());
        assertTrue(warnings.sentences().get(0).matches("Only 1 of 100 different objects were found: of the last 1. ... "
                .replace(' ', '.') + "draws, hardly any were new\\."), warnings.sentences().get(0));
    }

    @Test
    void knownObjectsAreLeftOutAndCountedOnce() {
        final Table all = sample(SMALL, Map.of("count", 2000));
        assertEquals(16, all.rows());
        final Table rest = sample(SMALL, Map.of("count", 2000), known("0 0", "1 1", null, "9 9", "x", "1 1"));
        final Set<String> expected = new HashSet<>(objects(all));
        expected.removeAll(Set.of("0 0", "1 1"));
        assertEquals(expected, new HashSet<>(objects(rest)));
        assertEquals(2, warnings.sentences().size());
        assertTrue(warnings.sentences().get(0).startsWith("2 of 6 known objects do not belong to this design space and "
                + "were passed over; the first is row 4: Coordinate 9"), warnings.sentences().get(0));
        assertEquals("2 known objects were drawn again and left out (in " + (2000 - draws(rest)) + " draws).",
                warnings.sentences().get(1));
    }

    @Test
    void knownObjectsDoNotCountAmongTheDifferentOnes() {
        final Table table = sample(SMALL, Map.of("unique", true, "count", 14, "knownColumn", "known"),
                known("0 0", "1 1"));
        assertEquals(14, table.rows());
        assertTrue(!objects(table).contains("0 0") && !objects(table).contains("1 1"));
        sample(SMALL, Map.of("unique", true, "count", 15), known("0 0", "1 1"));
        assertTrue(warnings.sentences().contains("Only 14 of 15 different objects were found: all others of the design "
                + "space are known."), warnings.sentences().toString());
    }

    @Test
    void whereEverythingIsKnownNothingIsLeftAndThatIsSaid() {
        final String[] cells = objects(sample(SMALL, Map.of("count", 2000))).toArray(String[]::new);
        assertEquals(0, sample(SMALL, Map.of("count", 500), known(cells)).rows());
        assertEquals(List.of("All that was drawn is known (16 different objects), so nothing is left."),
                warnings.sentences());
        assertEquals(0, sample(SMALL, Map.of("unique", true, "selectDiverse", true), known(cells)).rows());
    }

    @Test
    void anEmptyTableOfKnownObjectsChangesNothing() {
        assertEquals(objects(sample(DNA, Map.of())), objects(sample(DNA, Map.of(), known())));
        assertEquals(List.of(), warnings.sentences());
    }

    @Test
    void theDiverseSetIsTheGreedyOne() {
        final Table all = sample(DNA, Map.of("count", 2000));
        final Table diverse = sample(DNA,
                Map.of("count", 2000, "selectDiverse", true, "diverseCount", 40, "minDistance", 4));
        // the definition once more, on texts
        final List<String> expected = new ArrayList<>();
        for (final String object : objects(all)) {
            if (expected.size() < 40 && expected.stream().allMatch(taken -> edits(taken, object) >= 4)) {
                expected.add(object);
            }
        }
        assertEquals(40, expected.size());
        assertEquals(expected, objects(diverse));
        assertEquals(List.of(), warnings.sentences());
        // the other columns are those of the same object
        for (int row = 0; row < diverse.rows(); row++) {
            final int other = objects(all).indexOf(diverse.text(row, 0));
            assertEquals(all.number(other, 1), diverse.number(row, 1));
            assertEquals(all.number(other, 2), diverse.number(row, 2), 1e-5);
            assertEquals(all.number(other, 3), diverse.number(row, 3));
        }
    }

    /** Levenshtein distance by its recursive definition. */
    private static int edits(final String a, final String b) {
        final int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j
                        : Collections.min(List.of(table[i - 1][j] + 1, table[i][j - 1] + 1,
                                table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1)));
            }
        }
        return table[a.length()][b.length()];
    }

    @Test
    void aSetThatCanNotBeAsLargeIsGivenAsItIsAndThatIsSaid() {
        // in a 4×4 grid, no more than the four corners are 3 steps apart, less one or two if others are taken first
        final Table table = sample(SMALL,
                Map.of("count", 2000, "selectDiverse", true, "diverseCount", 10, "minDistance", 3));
        assertTrue(table.rows() >= 2 && table.rows() <= 4, table.rows() + " rows");
        assertEquals(List.of("Only " + table.rows() + " of 10 objects were selected for the diverse set: all others of "
                + "the 16 objects are closer than 3 to one of them."), warnings.sentences());
        sample(SMALL, Map.of("count", 2000, "selectDiverse", true, "diverseCount", 17, "minDistance", 0));
        assertEquals("Only 16 of 17 objects were selected for the diverse set: no more were drawn.",
                warnings.sentences().get(1));
    }

    @Test
    void withoutTheNewSettingsEveryDrawIsCountedAsBefore() {
        final Table table = SAMPLER.sample(SAMPLER.defaults(), SMALL, Execution.QUIET);
        assertEquals(1000, draws(table));
        assertEquals(objects(table), objects((Table) SAMPLER
                .run(SAMPLER.defaults(), List.of(SMALL, Optional.empty()), Execution.QUIET).get(0)));
    }

    @Test
    void picturesAndFiguresAreOfAllDrawsWhateverIsKept() {
        final List<Object> all = run(Map.of("count", 2000));
        final DrawFigures figures = warnings.figures().flatMap(DrawFigures::of).orElseThrow();
        assertEquals(2000, figures.draws());
        assertEquals(16, figures.different());
        assertEquals(16, figures.kept());
        final Table objects = (Table) all.get(0);
        final double mean = IntStream.range(0, 16).mapToDouble(row -> objects.number(row, 1) * objects.number(row, 3))
                .sum() / 2000;
        assertEquals(mean, figures.meanReward(), 1e-12);

        final Table best = known(objects.text(0, 0), objects.text(1, 0));
        for (final List<Object> part : List.of(
                run(Map.of("count", 2000, "selectDiverse", true, "diverseCount", 2, "minDistance", 1)),
                run(Map.of("count", 2000), best),
                run(Map.of("count", 2000, "selectDiverse", true, "diverseCount", 2, "minDistance", 1), best))) {
            assertTrue(((Table) part.get(0)).rows() < 16);
            assertArrayEquals(((Picture) all.get(1)).png(), ((Picture) part.get(1)).png());
        }
        // of the last: the two best are known, two others were selected
        final DrawFigures last = warnings.figures().flatMap(DrawFigures::of).orElseThrow();
        assertEquals(2000, last.draws());
        assertEquals(16, last.different());
        assertEquals(2, last.kept());
        assertEquals(mean, last.meanReward(), 1e-12);
    }

    private List<Object> run(final Map<String, ?> values, final Table... known) {
        return SAMPLER.run(settings(values), List.of(SMALL, Arrays.stream(known).findFirst()), warnings.execution());
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithWhatToDo() {
        for (final Map<String, ?> wrong : List.of(Map.of("count", 0), Map.of("count", 10_000_001),
                Map.of("selectDiverse", true, "diverseCount", 0), Map.of("selectDiverse", true, "minDistance", -1),
                Map.of("selectDiverse", true, "minDistance", "NaN"),
                Map.of("selectDiverse", true, "minDistance", "Infinity"), Map.of("knownColumn", "nowhere"),
                Map.of("knownColumn", ""))) {
            final Table numbers = Table.builder(new Table.Column("n", Table.Type.NUMBER)).row(1).build();
            final OperationException refusal = assertThrows(OperationException.class,
                    () -> sample(SMALL, wrong, numbers), wrong.toString());
            assertTrue(refusal.getMessage().endsWith(".") && refusal.resolution().endsWith("."), refusal.getMessage());
        }
        // what is switched off is not looked at
        assertEquals(16, sample(SMALL, Map.of("diverseCount", -1, "minDistance", -1, "knownColumn", "?")).rows());
    }
}
