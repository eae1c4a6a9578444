package org.gflownet4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.train.LogRow;
import org.gflownet4j.train.Trainer;
import org.gflownet4j.train.TrainerSettings;
import org.gflownet4j.train.TrainingProcedure;
import org.gflownet4j.train.TrainingResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenBlasBackendTest {

    private final ComputeBackend nativeBackend = Backends.find(Backends.Choice.AUTO);
    private final ComputeBackend java = new JavaBackend();

    @AfterEach
    void close() {
        nativeBackend.close();
    }

    private static float[] random(final int count, final int stream) {
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (CounterRandom.uniform(1, stream, i) - 0.5);
        }
        return values;
    }

    @Test
    void heldWeightsAreReadAnewAfterEachCallOfHoldAndOthersAlways() {
        final float[] weights = random(40, 1);
        final float[] other = random(40, 2);
        final float[] a = random(8, 3);
        for (int round = 0; round < 3; round++) {
            nativeBackend.hold(weights);
            for (final float[] b : new float[][]{weights, other, weights}) {
                for (final int at : new int[]{0, 8, 16}) {
                    final float[] expected = new float[8];
                    final float[] result = new float[8];
                    java.multiply(2, 4, 4, a, 0, b, at, expected, 0, false);
                    nativeBackend.multiply(2, 4, 4, a, 0, b, at, result, 0, false);
                    assertArrayEquals(expected, result, 1e-5f);
                    // a larger matrix from the same place
                    final float[] expectedWide = new float[12];
                    final float[] resultWide = new float[12];
                    java.multiplyBack(2, 6, 4, new float[12], b, at, a, new float[24], 0, expectedWide);
                    nativeBackend.multiplyBack(2, 6, 4, new float[12], b, at, a, new float[24], 0, resultWide);
                    assertArrayEquals(expectedWide, resultWide, 1e-5f);
                }
            }
            weights[3 + 8 * round] += 1;
            other[5] -= 1;
        }
        nativeBackend.hold(new float[0]);
        weights[0] += 1;
        final float[] expected = new float[8];
        final float[] result = new float[8];
        java.multiply(2, 4, 4, a, 0, weights, 0, expected, 0, false);
        nativeBackend.multiply(2, 4, 4, a, 0, weights, 0, result, 0, false);
        assertArrayEquals(expected, result, 1e-5f, "what is held no more is read each time");
    }

    @Test
    void itIsFoundAndUsed() {
        assertEquals("OpenBLAS", nativeBackend.name());
        assertTrue(nativeBackend instanceof OpenBlasBackend);
        assertEquals("OpenBLAS", Backends.find(Backends.Choice.ND4J).name());
        assertEquals("Java", Backends.find(Backends.Choice.JAVA).name());
    }

    @Test
    @SuppressWarnings({"unchecked", "try"})
    void itUsesOneThreadPerCall() {
        // the scope frees what the bindings take for the call: other tests measure memory
        try (PointerScope scope = new PointerScope()) {
            assertEquals(1, openblas_nolapack.blas_get_num_threads());
        }
    }

    @Test
    void productsAgreeWithPlainJava() {
        // the second round meets native memory that a larger product left behind
        for (final int[] shape : new int[][]{{1, 1, 1}, {320, 256, 256}, {3, 5, 7}, {64, 256, 5}, {17, 32, 256},
                {50, 300, 70}}) {
            final int m = shape[0];
            final int k = shape[1];
            final int n = shape[2];
            final float[] a = random(m * k + 2, 1);
            final float[] b = random(k * n + 3, 2);
            final float[] inputs = random(m * n, 4);
            final float[] tall = random(k * m, 5);
            final float[] start = random(m * n + 2, 3);
            for (int kind = 0; kind < 4; kind++) {
                final float[] expected = start.clone();
                final float[] actual = start.clone();
                for (final ComputeBackend backend : List.of(java, nativeBackend)) {
                    final float[] c = backend == java ? expected : actual;
                    switch (kind) {
                        case 0 -> backend.multiply(m, k, n, a, 2, b, 3, c, 1, false);
                        case 1 -> backend.multiply(m, k, n, a, 2, b, 3, c, 1, true);
                        case 2 -> backend.multiplyBack(k, m, n, tall, a, 2, b, c, 1, new float[0]);
                        default -> backend.multiplyBack(m, n, k, inputs, b, 3, a, new float[n * k], 0, c);
                    }
                }
                // sums of 256 products of numbers below ½
                assertArrayEquals(expected, actual, 1e-5f);
            }
        }
    }

    @Test
    void closingGivesTheNativeMemoryBack() {
        final long before = Pointer.totalBytes();
        final float[] square = random(64, 1);
        nativeBackend.multiply(8, 8, 8, square, 0, square, 0, new float[64], 0, false);
        // three matrices of 64 floats, each with room to begin where a cache line does
        assertEquals(before + 3 * (64 + 16) * Float.BYTES, Pointer.totalBytes());
        for (int i = 0; i < 2; i++) {
            nativeBackend.close();
            assertEquals(before, Pointer.totalBytes());
        }
    }

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);
    private static final Policy POLICY = new Policy(GRID,
            new Architecture(List.of(64, 64), Activation.RELU, BackwardPolicy.LEARNED, true), 0);
    private static final TrainingProcedure PROCEDURE = TrainingProcedure.onPolicy(new DetailedBalance());

    private static TrainerSettings settings(final int threads, final int updates) {
        return new TrainerSettings(updates, 150, 1e-3, 0.1, Double.POSITIVE_INFINITY, 1, threads);
    }

    private static TrainingResult train(final ComputeBackend backend, final int threads, final int updates) {
        return new Trainer(POLICY, REWARD.on(GRID), PROCEDURE, settings(threads, updates), backend)
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    @Test
    void aTrainingThatIsInterruptedAndResumedIsTheSameToTheLastBit() throws IOException {
        final TrainingResult whole = train(nativeBackend, 2, 40);
        for (final int cut : new int[]{1, 17, 39}) {
            final ByteArrayOutputStream file = new ByteArrayOutputStream();
            final Trainer first = new Trainer(POLICY, REWARD.on(GRID), PROCEDURE, settings(1, 40), nativeBackend);
            final TrainingResult then = first.train(new Progress() {
                @Override
                public boolean isCancelled() {
                    return first.result().updates() >= cut;
                }
            }, state -> {}, Double.POSITIVE_INFINITY);
            assertEquals(cut, then.updates());
            CheckpointFile.write(new Checkpoint(new GFlowNetModel(POLICY, then.parameters(), REWARD, Map.of()),
                    first.state()), file);
            final TrainingResult resumed = Trainer.resumed(POLICY, REWARD.on(GRID), PROCEDURE, settings(3, 40),
                    nativeBackend, CheckpointFile.read(new ByteArrayInputStream(file.toByteArray())).state())
                    .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
            assertArrayEquals(whole.parameters(), resumed.parameters());
            assertEquals(whole.log().stream().map(LogRow::loss).toList(),
                    resumed.log().stream().map(LogRow::loss).toList());
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        final float[] one = train(nativeBackend, 1, 30).parameters();
        assertArrayEquals(one, train(nativeBackend, 2, 30).parameters());
        assertArrayEquals(one, train(nativeBackend, 3, 30).parameters());
    }

    @Test
    void theFirstUpdatesAgreeWithPlainJava() {
        // one update from equal parameters: rounding shows in the loss only
        assertEquals(train(java, 1, 1).log().get(0).loss(), train(nativeBackend, 1, 1).log().get(0).loss(), 1e-5);
        assertEquals(train(java, 1, 5).log().get(4).loss(), train(nativeBackend, 1, 5).log().get(4).loss(), 1e-3);
    }
}
