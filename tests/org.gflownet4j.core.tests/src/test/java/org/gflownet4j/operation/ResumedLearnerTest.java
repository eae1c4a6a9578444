package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

/** The Learner, interrupted and resumed from a checkpoint file. */
class ResumedLearnerTest {

    private static final LearnerOperation LEARNER = new LearnerOperation();
    private static final Sequence SPACE = new Sequence("DNA", "ACGT", 2, 2);

    private final Warnings warnings = new Warnings();

    private static TableReward reward(final double best) {
        return new TableReward(new String[]{"AA", "AC", "GT"}, new double[]{0.1, 0.5, best}, new long[]{1, 2, 3}, 0,
                best,
                2, 1e-3);
    }

    private static LearnerOperation.Settings settings(final Map<String, ?> values) {
        final Map<String, Object> all = new HashMap<>(
                Map.of("hiddenUnits", 16, "backend", "JAVA", "batchSize", 16, "updates", 60, "learningRate", 1e-3));
        all.putAll(values);
        return SettingsMap.fromMap(LEARNER.defaults(), all);
    }

    /** Cancels training after some questions, and reads the checkpoint that it leaves behind from its file. */
    private static Checkpoint interrupted(final LearnerOperation.Settings settings, final int asks)
            throws IOException {
        final AtomicInteger left = new AtomicInteger(asks);
        final List<Checkpoint> checkpoints = new ArrayList<>();
        assertThrows(CancellationException.class, () -> LEARNER.learn(settings, SPACE, reward(1),
                new Execution(new Progress() {
                    @Override
                    public boolean isCancelled() {
                        return left.getAndDecrement() <= 0;
                    }
                }, checkpoints::add)));
        assertEquals(1, checkpoints.size());
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFile.write(checkpoints.get(0), out);
        return CheckpointFile.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private LearnerOperation.Result resume(final Checkpoint from, final LearnerOperation.Settings settings,
            final Environment space, final Reward reward) {
        return LEARNER.learn(settings, space, reward,
                new Execution(warnings, new Checkpoints(checkpoint -> {}, 30, Optional.of(from))));
    }

    private String refused(final Checkpoint from, final LearnerOperation.Settings settings, final Environment space,
            final Reward reward) {
        return assertThrows(OperationException.class, () -> resume(from, settings, space, reward)).getMessage();
    }

    private static List<List<Number>> withoutSeconds(final Table log) {
        final List<List<Number>> rows = new ArrayList<>();
        for (int row = 0; row < log.rows(); row++) {
            final List<Number> cells = new ArrayList<>();
            for (int column = 0; column < 5; column++) {
                cells.add(log.number(row, column));
            }
            rows.add(cells);
        }
        return rows;
    }

    @Test
    void theModelAndTheLogAreThoseOfAnUninterruptedTraining() throws IOException {
        for (final String objective : List.of("TRAJECTORY_BALANCE", "DETAILED_BALANCE")) {
            final LearnerOperation.Settings settings = settings(Map.of("objective", objective, "keepBest", true));
            final LearnerOperation.Result whole = LEARNER.learn(settings, SPACE, reward(1), Execution.QUIET);
            final Checkpoint from = interrupted(settings, 90);
            final int updates = from.state().updates();
            assertTrue(updates > 3 && updates < 55, updates + " updates");
            final LearnerOperation.Result resumed = resume(from, settings, SPACE, reward(1));
            assertArrayEquals(whole.model().parameters(), resumed.model().parameters());
            assertEquals(whole.model().provenance().get("keptUpdate"), resumed.model().provenance().get("keptUpdate"));
            assertEquals(withoutSeconds(whole.log()), withoutSeconds(resumed.log()));
            assertEquals(List.of(), warnings.sentences());
        }
    }

    @Test
    void aRandomSeedIsThatOfTheCheckpoint() throws IOException {
        final LearnerOperation.Settings settings = settings(Map.of("useStaticSeed", false));
        final Checkpoint from = interrupted(settings, 90);
        final GFlowNetModel resumed = resume(from, settings, SPACE, reward(1)).model();
        final long seed = ((Number) from.model().provenance().get("seed")).longValue();
        assertEquals(seed, resumed.provenance().get("seed"));
        assertArrayEquals(resumed.parameters(), LEARNER.learn(settings(Map.of("seed", seed)), SPACE, reward(1),
                Execution.QUIET).model().parameters());
    }

    @Test
    void whatDiffersIsNamed() throws IOException {
        final Checkpoint from = interrupted(settings(Map.of()), 90);
        assertEquals("The checkpoint is from training with other settings: updates was 60 and is 70; learningRate was "
                + "0.001 and is 0.01.",
                refused(from, settings(Map.of("updates", 70, "learningRate", 0.01)), SPACE,
                        reward(1)));
        final String space = refused(from, settings(Map.of()), new Sequence("DNA", "ACGT", 2, 3), reward(1));
        assertTrue(space.contains("another design space"), space);
        final String data = refused(from, settings(Map.of()), SPACE, reward(0.9));
        assertTrue(data.contains("another reward"), data);
    }

    @Test
    void anotherBackendIsWarnedOf() throws IOException {
        final Checkpoint from = interrupted(settings(Map.of()), 90);
        final Map<String, Object> provenance = new HashMap<>(from.model().provenance());
        provenance.put("backend", "Abacus");
        final GFlowNetModel model = new GFlowNetModel(from.model().policy(), from.model().parameters(),
                from.model().reward(), provenance);
        resume(new Checkpoint(model, from.state()), settings(Map.of()), SPACE, reward(1));
        assertEquals(1, warnings.sentences().size());
        assertTrue(warnings.sentences().get(0).contains("computed by Abacus"), warnings.sentences().get(0));
    }

    @Test
    void aCheckpointThatDoesNotSayItsSettingsIsRefused() throws IOException {
        final Checkpoint from = interrupted(settings(Map.of()), 90);
        final GFlowNetModel model = new GFlowNetModel(from.model().policy(), from.model().parameters(),
                from.model().reward(), Map.of("settings", "none"));
        assertTrue(refused(new Checkpoint(model, from.state()), settings(Map.of()), SPACE, reward(1)).contains(
                "does not say"));
    }

    /** As the table's, until it breaks. */
    private static Reward breakingAt(final int batch) {
        final TableReward good = reward(1);
        final AtomicInteger batches = new AtomicInteger();
        return new Reward() {
            @Override
            public LogReward on(final Environment environment) {
                final LogReward logReward = good.on(environment);
                return (states, count, conditions, result) -> {
                    logReward.logRewards(states, count, conditions, result);
                    if (batches.incrementAndGet() == batch) {
                        Arrays.fill(result, 0, count, Double.NEGATIVE_INFINITY);
                    }
                };
            }

            @Override
            public String title() {
                return "made for a test";
            }

            @Override
            public Map<String, Object> description() {
                return Map.of();
            }
        };
    }

    @Test
    void theLastGoodModelIsKeptWhenTrainingBreaksDown() {
        final List<Checkpoint> checkpoints = new ArrayList<>();
        final String message = assertThrows(OperationException.class, () -> LEARNER.learn(settings(Map.of()), SPACE,
                breakingAt(8), new Execution(Progress.NONE, checkpoints::add))).getMessage();
        assertTrue(message.contains("at update 8: the reward of the object \"")
                && message.contains("is 0, or too small")
                && message.endsWith("The model of step 7, before that, was kept."),
                message);
        assertEquals(1, checkpoints.size());
        assertEquals(7, checkpoints.get(0).state().updates());
        assertEquals("DIVERGED", checkpoints.get(0).model().provenance().get("end"));
    }

    @Test
    void thereIsNothingToKeepWhenTheFirstStepBreaksDown() {
        final List<Checkpoint> checkpoints = new ArrayList<>();
        assertThrows(OperationException.class, () -> LEARNER.learn(settings(Map.of()), SPACE, breakingAt(1),
                new Execution(Progress.NONE, checkpoints::add)));
        assertEquals(List.of(), checkpoints);
    }
}
