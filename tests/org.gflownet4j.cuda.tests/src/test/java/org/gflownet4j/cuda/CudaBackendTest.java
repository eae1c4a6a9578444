package org.gflownet4j.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;

import org.bytedeco.javacpp.Loader;
import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.DeviceException;
import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class CudaBackendTest {

    private final FakeDevice device = new FakeDevice();
    private final ComputeBackend java = new JavaBackend();

    private static float[] random(final int count, final int stream) {
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (CounterRandom.uniform(1, stream, i) - 0.5);
        }
        return values;
    }

    private static float[] product(final ComputeBackend backend, final int kind, final int m, final int k,
            final int n) {
        final float[] c = random(m * n + 2, 3);
        switch (kind) {
            case 0 -> backend.multiply(m, k, n, random(m * k + 2, 1), 2, random(k * n + 3, 2), 3, c, 1, false);
            case 1 -> backend.multiply(m, k, n, random(m * k + 2, 1), 2, random(k * n + 3, 2), 3, c, 1, true);
            case 2 -> backend.multiplyBack(k, m, n, random(k * m, 1), c, 1, random(k * n, 2), c, 1, new float[0]);
            default -> backend.multiplyBack(m, n, k, random(m * n, 1), random(n * k + 3, 4), 3, random(m * k, 2),
                    new float[n * k], 0, c);
        }
        return c;
    }

    @Test
    void productsAgreeWithPlainJavaThoughTheDeviceHasMatricesColumnByColumn() {
        final CudaBackend backend = new CudaBackend(device);
        // later rounds meet memory that a larger product left behind
        for (final int[] shape : new int[][]{{1, 1, 1}, {40, 33, 21}, {3, 5, 7}, {7, 5, 3}, {2, 9, 1}, {0, 3, 4},
                {3, 0, 4}, {17, 32, 64}}) {
            for (int kind = 0; kind < 4; kind++) {
                // sums of 33 products of numbers below ½
                assertArrayEquals(product(java, kind, shape[0], shape[1], shape[2]),
                        product(backend, kind, shape[0], shape[1], shape[2]), 1e-5f);
            }
        }
    }

    @Test
    void memoryGrowsToTheLargestProductAndIsUsedAgain() {
        final CudaBackend backend = new CudaBackend(device);
        product(backend, 0, 10, 20, 30);
        final List<Integer> before = List.copyOf(device.allocations);
        product(backend, 0, 10, 20, 30);
        product(backend, 1, 3, 4, 5);
        assertEquals(before, device.allocations);
        product(backend, 0, 11, 20, 30);
        // two of the three matrices have become larger: A and C
        assertEquals(before.size() + 2, device.allocations.size());
        assertEquals(3, device.pieces());
    }

    @Test
    void closingGivesAllMemoryBack() {
        final DeviceProducts<float[]> products = new DeviceProducts<>(device);
        products.multiply(1, 1, 1, new DeviceProducts.Operand(new float[]{2}, 0, 1, 1, false),
                new DeviceProducts.Operand(new float[]{3}, 0, 1, 1, false), false, new float[1], 0);
        assertEquals(3, device.pieces());
        products.close();
        assertEquals(0, device.pieces());
        assertTrue(device.closed);
    }

    @Test
    void aClosedBackendHasGivenAllMemoryBackAndComputesNoMore() {
        final CudaBackend backend = new CudaBackend(device);
        product(backend, 0, 3, 4, 5);
        assertEquals(3, device.pieces());
        for (int i = 0; i < 2; i++) {
            backend.close();
            assertEquals(0, device.pieces());
            assertEquals(1, device.closings);
        }
        assertThrows(IllegalStateException.class, () -> product(backend, 0, 3, 4, 5));
    }

    @Test
    void memoryIsGivenBackWhenNobodyHoldsTheBackendAnyMore() {
        assertEquals("cuBLAS", new CudaBackend(device).name());
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!device.closed) {
                System.gc();
            }
        });
        assertEquals(0, device.pieces());
    }

    @Test
    void threadsTakeTurns() {
        final CudaBackend backend = new CudaBackend(device);
        final float[] expected = product(java, 3, 20, 30, 10);
        try (Workers workers = new Workers(4)) {
            workers.run(50, i -> assertArrayEquals(expected, product(backend, 3, 20, 30, 10), 1e-5f));
        }
    }

    @Test
    void afterTheMemoryDidNotSufficeASmallerProductStillWorks() {
        final CudaBackend backend = new CudaBackend(device);
        device.capacity = 500;
        assertThrows(DeviceException.class, () -> product(backend, 0, 20, 20, 20));
        assertArrayEquals(product(java, 0, 10, 10, 10), product(backend, 0, 10, 10, 10), 1e-5f);
    }

    @Test
    void aDeviceThatComputesWrongIsNotUsedAndIsClosed() {
        device.error = 1;
        final DeviceException problem = assertThrows(DeviceException.class, () -> new CudaBackend(device));
        assertEquals("The GPU was not used: it got a small product wrong.", problem.getMessage());
        assertTrue(device.closed);
        assertEquals(0, device.pieces());
    }

    @Test
    void itNamesTheDevice() {
        assertEquals("Computed on the GPU (Fake) with CUDA's cuBLAS.", new CudaBackend(device).description());
        assertFalse(new CudaBackend(device).standsIn());
    }

    @Test
    void whereTheGpuCanNotBeUsedTheCpuComputesAndSaysWhyEachTime() {
        // with -Pcuda on a machine with a GPU, the GPU computes
        final ComputeBackend cpu = Backends.find(Backends.Choice.AUTO);
        final ComputeBackend first = Backends.find(Backends.Choice.GPU);
        if (first.standsIn()) {
            assertEquals(cpu.name(), first.name());
            assertTrue(first.description().startsWith(cpu.description() + " The GPU was not used: "),
                    first.description());
        } else {
            assertEquals("cuBLAS", first.name());
        }
        assertEquals(first.description(), Backends.find(Backends.Choice.GPU).description());
        assertArrayEquals(product(java, 1, 5, 6, 7), product(first, 1, 5, 6, 7), 1e-5f);
    }

    @Test
    void aBuildWithoutTheNativesSaysSo() {
        final String platform = Loader.getPlatform();
        assumeTrue(getClass().getResource("/org/bytedeco/cuda/" + platform) == null, "built with -Pcuda");
        assertTrue(Backends.find(Backends.Choice.GPU).description().endsWith(
                " The GPU was not used: this build of GFlowNet4J has no GPU libraries for " + platform + "."));
    }
}
