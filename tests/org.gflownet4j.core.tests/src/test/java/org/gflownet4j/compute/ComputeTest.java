package org.gflownet4j.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class ComputeTest {

    private static float[] random(final int count, final int stream) {
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (CounterRandom.uniform(1, stream, i) - 0.5);
        }
        return values;
    }

    @Test
    void productsEqualTheDefinitionForAllSmallShapes() {
        final JavaBackend backend = new JavaBackend();
        for (final int m : new int[]{1, 2, 5, 17, 40}) {
            for (final int k : new int[]{1, 3, 4, 19, 33}) {
                for (final int n : new int[]{1, 2, 8, 21}) {
                    check(backend, m, k, n);
                }
            }
        }
    }

    private static void check(final ComputeBackend backend, final int m, final int k, final int n) {
        final float[] a = random(m * k + 3, 1);
        final float[] b = random(k * n + 5, 2);
        final float[] start = random(m * n + 2, 3);
        final float[] overwritten = start.clone();
        final float[] added = start.clone();
        backend.multiply(m, k, n, a, 3, b, 5, overwritten, 1, false);
        backend.multiply(m, k, n, a, 3, b, 5, added, 1, true);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double expected = 0;
                for (int p = 0; p < k; p++) {
                    expected += (double) a[3 + i * k + p] * b[5 + p * n + j];
                }
                final int at = 1 + i * n + j;
                assertEquals(expected, overwritten[at], 1e-5);
                assertEquals(expected + start[at], added[at], 1e-5);
            }
        }
        for (final float[] result : new float[][]{overwritten, added}) {
            assertUntouchedAround(start, result, m * n);
        }
        checkWayBack(backend, m, k, n);
    }

    private static void checkWayBack(final ComputeBackend backend, final int m, final int k, final int n) {
        final float[] a = random(m * k, 1);
        final float[] b = random(k * n + 5, 2);
        final float[] above = random(m * n, 4);
        final float[] start = random(k * n + 2, 5);
        final float[] weights = start.clone();
        final float[] inputs = random(m * k + 1, 6);
        final float behind = inputs[m * k];
        backend.multiplyBack(m, k, n, a, b, 5, above, weights, 1, inputs);
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
                double expected = 0;
                for (int i = 0; i < m; i++) {
                    expected += (double) a[i * k + p] * above[i * n + j];
                }
                assertEquals(expected, weights[1 + p * n + j], 1e-5);
            }
            for (int i = 0; i < m; i++) {
                double expected = 0;
                for (int j = 0; j < n; j++) {
                    expected += (double) above[i * n + j] * b[5 + p * n + j];
                }
                assertEquals(expected, inputs[i * k + p], 1e-5);
            }
        }
        assertUntouchedAround(start, weights, k * n);
        assertEquals(behind, inputs[m * k], "nothing behind the result is touched");
        final float[] weightsAlone = start.clone();
        backend.multiplyBack(m, k, n, a, b, 5, above, weightsAlone, 1, new float[0]);
        assertArrayEquals(weights, weightsAlone);
    }

    private static void assertUntouchedAround(final float[] start, final float[] result, final int size) {
        assertEquals(start[0], result[0], "nothing before the result is touched");
        assertEquals(start[size + 1], result[size + 1], "nothing behind the result is touched");
    }

    @Test
    void withoutTheNativeBundlePlainJavaIsUsedAndSaysSo() {
        final ComputeBackend backend = Backends.find(Backends.Choice.AUTO);
        assertEquals("Java", backend.name());
        assertTrue(backend.description().contains("not installed"), backend.description());
        assertTrue(backend.standsIn());
        assertEquals("Computed on the CPU in plain Java.", Backends.find(Backends.Choice.JAVA).description());
        assertFalse(Backends.find(Backends.Choice.JAVA).standsIn());
    }

    @Test
    void withoutTheGpuFeatureTheCpuComputesAndSaysSo() {
        final ComputeBackend backend = Backends.find(Backends.Choice.GPU);
        assertEquals("Java", backend.name());
        assertTrue(backend.standsIn());
        assertEquals(Backends.find(Backends.Choice.AUTO).description()
                + " The GPU was not used: the feature \"GFlowNet4J GPU\" is not installed.", backend.description());
        check(backend, 5, 4, 3);
    }

    /** A backend whose natives do not load. */
    public static final class Broken extends Throwable {
        private static final long serialVersionUID = 1L;

        public Broken() {
            throw new UnsatisfiedLinkError("no jniopenblas in java.library.path");
        }
    }

    @Test
    void nativesThatDoNotLoadLeadToPlainJavaWithTheReason() {
        final ComputeBackend backend = Backends.load(Broken.class.getName(), JavaBackend::new, "", "It broke (%s).");
        assertEquals("Java", backend.name());
        assertEquals("Computed on the CPU in plain Java. It broke (no jniopenblas in java.library.path).",
                backend.description());
    }

    /** A device that says in words why it can not compute. */
    public static final class Absent {
        public Absent() {
            throw new DeviceException("There is none.");
        }
    }

    @Test
    void aDeviceSaysItselfWhyItCanNotBeUsed() {
        final ComputeBackend backend = Backends.load(Absent.class.getName(),
                reason -> new StandIn(new JavaBackend(), reason), "", "It broke (%s).");
        assertEquals("Computed on the CPU in plain Java. There is none.", backend.description());
    }

    @Test
    void closingAStandInClosesWhatComputes() {
        final List<String> calls = new ArrayList<>();
        final ComputeBackend computes = (ComputeBackend) Proxy.newProxyInstance(ComputeBackend.class.getClassLoader(),
                new Class<?>[]{ComputeBackend.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return null;
                });
        new StandIn(computes, "There is no GPU.").close();
        assertEquals(List.of("close"), calls);
    }

    @Test
    void workersDoEachTaskOnce() {
        for (int threads = 1; threads <= 4; threads++) {
            try (Workers workers = new Workers(threads)) {
                for (int count = 0; count < 50; count++) {
                    final AtomicIntegerArray done = new AtomicIntegerArray(count + 1);
                    workers.run(count, done::incrementAndGet);
                    for (int i = 0; i < count; i++) {
                        assertEquals(1, done.get(i));
                    }
                }
            }
        }
    }

    @Test
    void aFailureOfATaskReachesTheCaller() {
        try (Workers workers = new Workers(3)) {
            final IllegalStateException failure = assertThrows(IllegalStateException.class, () -> workers.run(20, i -> {
                if (i == 7) {
                    throw new IllegalStateException("seven");
                }
            }));
            assertEquals("seven", failure.getMessage());
        }
    }
}
