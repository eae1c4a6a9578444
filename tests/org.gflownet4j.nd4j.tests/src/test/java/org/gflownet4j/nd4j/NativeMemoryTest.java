package org.gflownet4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import org.bytedeco.javacpp.Pointer;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.EvaluatorOperation;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

/** An operation leaves no native memory behind, whether it ends or is cancelled; nothing waits for a garbage collection. */
class NativeMemoryTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);
    private static final Map<String, Object> TRAINING = Map.of("updates", 30, "hiddenUnits", 16, "backend", "ND4J");
    private static final GFlowNetModel MODEL = new LearnerOperation()
            .learn(SettingsMap.fromMap(new LearnerOperation().defaults(), TRAINING), GRID, REWARD, Execution.QUIET)
            .model();

    /** Sees the native memory each time it is asked, and cancels as soon as some was taken, if it is to. */
    private static final class Watch implements Progress {
        private final long before = Pointer.totalBytes();
        private final AtomicLong taken = new AtomicLong();
        private final boolean cancels;

        Watch(final boolean cancels) {
            this.cancels = cancels;
        }

        @Override
        public boolean isCancelled() {
            return taken.accumulateAndGet(Pointer.totalBytes() - before, Math::max) > 0 && cancels;
        }
    }

    private static <S extends Record> void check(final Operation<S> operation, final Map<String, ?> values,
            final List<Object> inputs) {
        final S settings = SettingsMap.fromMap(operation.defaults(), values);
        for (final boolean cancels : new boolean[]{false, true}) {
            final Watch watch = new Watch(cancels);
            final Execution execution = new Execution(watch, model -> {});
            if (cancels) {
                assertThrows(CancellationException.class, () -> operation.run(settings, inputs, execution));
            } else {
                operation.run(settings, inputs, execution);
            }
            assertTrue(watch.taken.get() > 0, operation.name() + " took no native memory");
            assertEquals(watch.before, Pointer.totalBytes(), operation.name() + (cancels ? ", cancelled" : ""));
        }
    }

    @Test
    void theLearnerLeavesNone() {
        check(new LearnerOperation(), TRAINING, List.of(GRID, REWARD, Optional.empty()));
    }

    @Test
    void theSamplerLeavesNone() {
        check(new SamplerOperation(), Map.of("backend", "ND4J"), List.of(MODEL, Optional.empty()));
    }

    @Test
    void theEvaluatorLeavesNone() {
        check(new EvaluatorOperation(), Map.of("backend", "ND4J"), List.of(MODEL, REWARD, Optional.empty()));
    }

    @Test
    void theScorerLeavesNone() {
        final Table.Builder cells = Table.builder(new Table.Column("cell", Table.Type.TEXT));
        for (int i = 0; i < 64; i++) {
            cells.row(i % 8 + " " + i / 8);
        }
        check(new ScorerOperation(), Map.of("backend", "ND4J"), List.of(MODEL, cells.build()));
    }
}
