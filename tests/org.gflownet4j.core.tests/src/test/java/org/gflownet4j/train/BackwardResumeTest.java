package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.train.BackwardLearning.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With a loss for P_B alone, a run that is stopped anywhere, between its two phases too, goes on to the same bits, and the
 * number of threads does not change one: the target network, the remembered trajectories and the steps of P_B's optimiser are
 * part of a checkpoint.
 */
class BackwardResumeTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);
    private static final Policy POLICY = new Policy(GRID,
            new Architecture(List.of(16), Activation.RELU, false, BackwardPolicy.LEARNED, true, false, false), 0);
    private static final int UPDATES = 30;

    /** Two shards, the second smaller. */
    private static TrainerSettings settings(final int threads) {
        return new TrainerSettings(UPDATES, 70, new Optimisation(0.01, 0.1), new Exploration(0.1, 0.3, 0.5),
                Double.POSITIVE_INFINITY, 3, threads, false, false, 1);
    }

    private static TrainingProcedure procedure(final Loss loss) {
        return new BackwardLearning(loss, 0.01, 0.99, 0.25, 3).beside(new TrajectoryBalance());
    }

    private static Trainer start(final Loss loss, final int threads) {
        return new Trainer(POLICY, REWARD.on(GRID), procedure(loss), settings(threads), new JavaBackend());
    }

    private static Trainer resume(final Loss loss, final int threads, final TrainingState state) {
        return Trainer.resumed(POLICY, REWARD.on(GRID), procedure(loss), settings(threads), new JavaBackend(), state);
    }

    private static TrainingResult finish(final Trainer trainer) {
        return trainer.train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    private static TrainingState throughFile(final Trainer trainer) {
        try {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            CheckpointFile.write(new Checkpoint(
                    new GFlowNetModel(POLICY, trainer.result().parameters(), REWARD, Map.of()), trainer.state()), out);
            return CheckpointFile.read(new ByteArrayInputStream(out.toByteArray())).state();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSame(final Trainer expected, final Trainer actual) {
        final TrainingState one = expected.state();
        final TrainingState two = actual.state();
        assertEquals(one.counters(), two.counters());
        assertEquals(one.vectors().keySet(), two.vectors().keySet());
        one.vectors().forEach((name, vector) -> assertArrayEquals(vector, two.vectors().get(name), name));
        assertArrayEquals(expected.result().parameters(), actual.result().parameters());
        assertEquals(expected.result().distinctStates(), actual.result().distinctStates());
        for (int row = 0; row < one.log().size(); row++) {
            assertEquals(one.log().get(row).loss(), two.log().get(row).loss());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatIsStoppedAnywhereGoesOnToTheSameBits(final Loss loss) {
        final Trainer whole = start(loss, 1);
        finish(whole);
        boolean betweenPhases = false;
        for (int asks = 40; asks < 70; asks += 3) {
            final AtomicInteger left = new AtomicInteger(asks);
            final Trainer cancelled = start(loss, 1);
            cancelled.train(new Progress() {
                @Override
                public boolean isCancelled() {
                    return left.getAndDecrement() <= 0;
                }
            }, state -> {}, Double.POSITIVE_INFINITY);
            final TrainingState state = throughFile(cancelled);
            betweenPhases |= state.counters().get("phases") == 1;
            final Trainer resumed = resume(loss, 2, state);
            finish(resumed);
            assertSame(whole, resumed);
        }
        assertTrue(betweenPhases, "otherwise this test shows less than it says");
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsDoesNotChangeABit(final Loss loss) {
        final Trainer one = start(loss, 1);
        finish(one);
        for (final int threads : new int[]{2, 3}) {
            final Trainer more = start(loss, threads);
            finish(more);
            assertSame(one, more);
        }
    }

    @Test
    void aCheckpointWithoutItsMemoryOrItsStepsIsRefused() {
        final Trainer trainer = start(Loss.PESSIMISTIC, 1);
        finish(trainer);
        final TrainingState state = trainer.state();
        final TreeMap<String, float[]> vectors = new TreeMap<>(state.vectors());
        vectors.remove(TrainingState.MEMORY);
        assertThrows(IllegalArgumentException.class, () -> resume(Loss.PESSIMISTIC, 1,
                new TrainingState(state.setup(), state.counters(), state.measures(), vectors, state.log())));
        final TreeMap<String, Long> counters = new TreeMap<>(state.counters());
        counters.remove("backwardSteps");
        assertThrows(IllegalArgumentException.class, () -> resume(Loss.PESSIMISTIC, 1,
                new TrainingState(state.setup(), counters, state.measures(), state.vectors(), state.log())));
        final String other = assertThrows(IllegalArgumentException.class,
                () -> resume(Loss.MAXIMUM_ENTROPY, 1, state)).getMessage();
        assertTrue(
                other.contains("PathCount") && other.contains("BackwardLikelihood")
                        && other.contains("the last 3 batches"),
                other);
    }
}
