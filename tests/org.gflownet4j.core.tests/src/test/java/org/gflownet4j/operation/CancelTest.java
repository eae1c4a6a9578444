package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.gflownet4j.train.Trainer;
import org.gflownet4j.train.TrainerSettings;
import org.gflownet4j.train.TrainingProcedure;
import org.gflownet4j.train.TrainingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long work asks often whether it should stop, and stops wherever it is then. */
class CancelTest {

    private static final GFlowNetModel MODEL = new LearnerOperation().learn(
            SettingsMap.fromMap(new LearnerOperation().defaults(),
                    Map.of("updates", 2, "hiddenUnits", 8, "backend", "JAVA")),
            new Hypergrid(2, 40), new HypergridReward(0.1, 0.5, 2), Execution.QUIET).model();

    /** Says yes from a given question on, and counts them. */
    private static final class CancelAfter implements Progress {
        private final int questions;
        private final AtomicInteger asked = new AtomicInteger();

        CancelAfter(final int questions) {
            this.questions = questions;
        }

        @Override
        public boolean isCancelled() {
            return asked.incrementAndGet() > questions;
        }
    }

    private static <S extends Record> void check(final Operation<S> operation, final List<Object> inputs,
            final int leastQuestions) {
        check(operation, operation.defaults(), inputs, leastQuestions);
    }

    private static <S extends Record> void check(final Operation<S> operation, final S settings,
            final List<Object> inputs, final int leastQuestions) {
        final CancelAfter never = new CancelAfter(Integer.MAX_VALUE);
        operation.run(settings, inputs, new Execution(never, model -> {}));
        final int questions = never.asked.get();
        assertTrue(questions >= leastQuestions, operation.name() + " asked only " + questions + " times");
        for (final int after : new int[]{0, 1, questions / 2, questions - 1}) {
            assertThrows(CancellationException.class, () -> operation.run(settings, inputs,
                    new Execution(new CancelAfter(after), model -> {})), operation.name() + " after " + after);
        }
    }

    private static Table cells() {
        final Table.Builder cells = Table.builder(new Table.Column("cell", Table.Type.TEXT));
        for (int i = 0; i < 1600; i++) {
            cells.row(i % 40 + " " + i / 40);
        }
        return cells.build();
    }

    @Test
    void theSamplerStops() {
        // 1 000 objects in two chunks of up to 79 steps, and 20 walks back for each
        check(new SamplerOperation(), List.of(MODEL, Optional.empty()), 100);
    }

    @Test
    void theEvaluatorStops() {
        check(new EvaluatorOperation(), List.of(MODEL, MODEL.reward(), Optional.empty()), 100);
    }

    @Test
    void theScorerStops() {
        check(new ScorerOperation(), List.of(MODEL, cells()), 100);
    }

    @Test
    void theTableRewardStops() {
        check(new TableRewardOperation(), List.of(ExampleDataOperation.read(), Optional.empty()), 60);
    }

    @Test
    void theTableRewardStopsWhileItChecksTheSpace() {
        // 65 536 rows are read and then looked up in the space: two questions for each 1 024 of them
        check(new TableRewardOperation(), List.of(ExampleDataOperation.read(),
                Optional.of(new Sequence("DNA", "ACGT", 8, 8))), 128);
    }

    @Test
    void theSamplerOfDifferentAndDiverseObjectsStops() {
        final Table known = Table.builder(new Table.Column("cell", Table.Type.TEXT)).row("1 1").build();
        check(new SamplerOperation(), SettingsMap.fromMap(new SamplerOperation().defaults(),
                Map.of("unique", true, "selectDiverse", true, "diverseCount", 1000, "minDistance", 1)),
                List.of(MODEL, Optional.of(known)), 100);
    }

    @Test
    void theSamplerStopsWhereNothingNewComesUp() {
        final CancelAfter later = new CancelAfter(5000);
        assertThrows(CancellationException.class, () -> new SamplerOperation().run(
                SettingsMap.fromMap(new SamplerOperation().defaults(), Map.of("unique", true, "count", 1_000_000)),
                List.of(MODEL, Optional.empty()), new Execution(later, model -> {})));
        assertEquals(5001, later.asked.get());
    }

    @Test
    void theEvaluatorOfTestObjectsStops() {
        check(new EvaluatorOperation(), List.of(MODEL, MODEL.reward(), Optional.of(cells())), 100);
    }

    @Test
    void theLearnerStopsWhileALargeRewardIsPrepared() {
        final TableReward reward = new TableRewardOperation().reward(new TableRewardOperation().defaults(),
                ExampleDataOperation.read(), Progress.NONE);
        final List<GFlowNetModel> checkpoints = new ArrayList<>();
        // 64 questions are asked before the first training step
        for (final int after : new int[]{0, 1, 30, 63}) {
            assertThrows(CancellationException.class, () -> new LearnerOperation().learn(
                    new LearnerOperation().defaults(), new Sequence("DNA", "ACGT", 8, 8), reward,
                    new Execution(new CancelAfter(after), checkpoint -> checkpoints.add(checkpoint.model()))),
                    "after " + after);
            assertEquals(List.of(), checkpoints);
        }
    }

    @Test
    void theLearnerStopsWhileACheckpointIsWritten() {
        final List<String> ends = new ArrayList<>();
        final TrainingResult result = new Trainer(MODEL.policy(), MODEL.reward().on(MODEL.environment()),
                TrainingProcedure.onPolicy(new TrajectoryBalance()),
                new TrainerSettings(100, 16, 1e-3, 0.1, Double.POSITIVE_INFINITY, 1, 1), new JavaBackend())
                .train(Progress.NONE, state -> {
                    ends.add(state.end().name());
                    throw new CancellationException();
                }, 0);
        assertEquals(List.of("RUNNING"), ends);
        assertEquals(TrainingResult.End.CANCELLED, result.end());
        assertEquals(1, result.updates());
    }

    @Test
    void aModelFileThatIsCancelledLeavesTheOlderOne(@TempDir final Path folder) throws IOException {
        final TableReward reward = new TableRewardOperation().reward(new TableRewardOperation().defaults(),
                ExampleDataOperation.read(), Progress.NONE);
        final GFlowNetModel large = new GFlowNetModel(MODEL.policy(), MODEL.parameters(), reward, Map.of());
        final Path file = folder.resolve("model");
        Files.writeString(file, "older");
        final CancelAfter never = new CancelAfter(Integer.MAX_VALUE);
        ModelFile.save(large, folder.resolve("other"), never);
        // a megabyte of reward table, written twice (once for its checksum) in pieces of 8 KiB
        assertTrue(never.asked.get() > 250, "asked " + never.asked.get() + " times");
        for (final int after : new int[]{0, 1, never.asked.get() / 2, never.asked.get() - 1}) {
            assertThrows(CancellationException.class, () -> ModelFile.save(large, file, new CancelAfter(after)));
            assertEquals("older", Files.readString(file));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(2, files.count(), "nothing else is left");
            }
        }
    }
}
