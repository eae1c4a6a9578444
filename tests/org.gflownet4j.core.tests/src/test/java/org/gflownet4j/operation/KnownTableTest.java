package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.replay.ReplayContents;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

/** Known objects at the Learner's optional input. */
class KnownTableTest {

    private static final LearnerOperation LEARNER = new LearnerOperation();
    private static final Sequence SPACE = new Sequence("DNA", "ACGT", 4, 4);
    /** Scores 0.2, 0.6 and 1, squared: 0.04, 0.36 and 1. */
    private static final TableReward REWARD = new TableReward(new String[]{"AAAA", "ACGT", "TTTT"},
            new double[]{0.2, 0.6, 1}, new long[]{1, 2, 3}, 0, 1, 2, 1e-3);

    private final Warnings warnings = new Warnings();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    private static LearnerOperation.Settings settings(final Map<String, ?> values) {
        final Map<String, Object> all = new HashMap<>(
                Map.of("hiddenUnits", 8, "backend", "JAVA", "batchSize", 4, "updates", 30));
        all.putAll(values);
        return SettingsMap.fromMap(LEARNER.defaults(), all);
    }

    private static Table table(final String... objects) {
        final Table.Builder table = Table.builder(new Table.Column("name", Table.Type.TEXT),
                new Table.Column("sequence", Table.Type.TEXT));
        for (int i = 0; i < objects.length; i++) {
            table.row("compound " + i, objects[i]);
        }
        return table.build();
    }

    private LearnerOperation.Result learn(final Map<String, ?> values, final Table known) {
        final Map<String, Object> all = new HashMap<>(Map.of("knownColumn", "sequence"));
        all.putAll(values);
        return LEARNER.learn(settings(all), SPACE, REWARD, Optional.of(known),
                new Execution(warnings, checkpoints::add));
    }

    private ReplayContents kept() {
        return checkpoints.get(checkpoints.size() - 1).state().replay();
    }

    private static List<String> texts(final ReplayContents contents) {
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            texts.add(SPACE.text(contents.states(), i * contents.width()));
        }
        return texts;
    }

    @Test
    void theyAreKeptWithTheRewardOfTheRun() {
        learn(Map.of("updates", 1), table("ACGT", "TTTT"));
        final List<String> texts = texts(kept());
        final double[] logRewards = kept().logRewards();
        assertEquals(0, logRewards[texts.indexOf("TTTT")], 1e-12);
        assertEquals(Math.log(0.36), logRewards[texts.indexOf("ACGT")], 1e-12);
        assertTrue(texts.size() > 2, "drawn objects are kept, too");
        assertEquals(List.of(), warnings.sentences());
    }

    @Test
    void trainingLearnsFromThem() {
        // of 256 objects one is good; 30 steps of four objects seldom come to it
        final double with = logProbability(learn(Map.of("learningRate", 0.01), table("TTTT")));
        final double without = logProbability(LEARNER.learn(settings(Map.of("learningRate", 0.01)), SPACE, REWARD,
                Execution.QUIET));
        assertTrue(with > without + 1, with + " with, " + without + " without");
    }

    private static double logProbability(final LearnerOperation.Result result) {
        final Table scored = new ScorerOperation().score(new ScorerOperation().defaults(), result.model(),
                Table.builder(new Table.Column("sequence", Table.Type.TEXT)).row("TTTT").build(), Execution.QUIET);
        return scored.number(0, scored.indexOf("log-probability"));
    }

    @Test
    void rowsThatCanNotBeUsedAreCountedInAWarning() {
        learn(Map.of("updates", 1), table("ACGT", null, "ACG", "no sequence", " ACGT ", "TTTT"));
        assertEquals(2, warnings.sentences().size(), warnings.sentences()::toString);
        assertEquals("1 of 6 rows of the known objects have no object and were left out.",
                warnings.sentences().get(0));
        assertTrue(warnings.sentences().get(1).startsWith("3 of 5 known objects were skipped: 2 outside the design "
                + "space, 1 repeated. The first is row 3: "),
                warnings.sentences().get(1));
    }

    @Test
    void aTableWithoutAnyIsRefused() {
        assertTrue(refusal(Map.of(), table("AC", "GT")).contains("None of the 2 known objects can be used."));
        assertTrue(refusal(Map.of(), table(new String[]{null})).contains("None of the 0 known objects can be used."));
        assertTrue(refusal(Map.of("knownColumn", "smiles"), table("ACGT")).contains("no column \"smiles\""));
        assertTrue(refusal(Map.of("replayCapacity", 1), table("ACGT", "TTTT"))
                .contains("There are 2 known objects, but only 1 are kept"));
    }

    @Test
    void withoutReplayTheyWouldBeOfNoUse() {
        assertTrue(refusal(Map.of("replay", "NONE"), table("ACGT")).contains("nothing would be learned from them"));
    }

    private String refusal(final Map<String, ?> values, final Table known) {
        final OperationException refusal = assertThrows(OperationException.class, () -> learn(values, known));
        assertTrue(refusal.resolution().endsWith("."), refusal.resolution());
        return refusal.getMessage();
    }

    @Test
    void withoutATableNothingIsKept() {
        LEARNER.learn(settings(Map.of("updates", 1)), SPACE, REWARD, new Execution(warnings, checkpoints::add));
        assertEquals(0, kept().size());
        assertTrue(!kept().isPresent());
    }

    @Test
    void trainingThatIsInterruptedGoesOnToTheSameModelButOnlyWithTheSameObjects() {
        final Map<String, Object> values = Map.of("replay", "BEST_AND_DIFFERENT", "localSearch", true, "stopBias", 0,
                "rewardNovelty", true, "knownColumn", "sequence");
        final Table known = table("ACGT", "TTTT");
        final float[] whole = learn(values, known).model().parameters();
        final AtomicInteger left = new AtomicInteger(150);
        checkpoints.clear();
        assertThrows(CancellationException.class, () -> LEARNER.learn(settings(values), SPACE, REWARD,
                Optional.of(known), new Execution(new Progress() {
                    @Override
                    public boolean isCancelled() {
                        return left.getAndDecrement() <= 0;
                    }
                }, checkpoints::add)));
        final Checkpoint from = checkpoints.get(0);
        assertTrue(from.state().updates() > 1 && from.state().updates() < 29, from.state().updates() + " updates");
        assertArrayEquals(whole, resume(from, values, known).model().parameters());
        final String other = assertThrows(OperationException.class, () -> resume(from, values, table("ACGT")))
                .getMessage();
        assertTrue(other.contains("replay") && other.contains("known ones"), other);
    }

    private static LearnerOperation.Result resume(final Checkpoint from, final Map<String, ?> values,
            final Table known) {
        return LEARNER.learn(settings(values), SPACE, REWARD, Optional.of(known),
                new Execution(Progress.NONE, new Checkpoints(checkpoint -> {}, 30, Optional.of(from))));
    }
}
