package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

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
        final CancelAfter never = new CancelAfter(Integer.MAX_VALUE);
        operation.run(operation.defaults(), inputs, new Execution(never, model -> {}));
        final int questions = never.asked.get();
        assertTrue(questions >= leastQuestions, operation.name() + " asked only " + questions + " times");
        for (final int after : new int[]{0, 1, questions / 2, questions - 1}) {
            assertThrows(CancellationException.class, () -> operation.run(operation.defaults(), inputs,
                    new Execution(new CancelAfter(after), model -> {})), operation.name() + " after " + after);
        }
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
        final Table.Builder cells = Table.builder(new Table.Column("cell", Table.Type.TEXT));
        for (int i = 0; i < 1600; i++) {
            cells.row(i % 40 + " " + i / 40);
        }
        check(new ScorerOperation(), List.of(MODEL, cells.build()), 100);
    }

    @Test
    void theTableRewardStops() {
        check(new TableRewardOperation(), List.of(ExampleDataOperation.read(), Optional.empty()), 60);
    }
}
