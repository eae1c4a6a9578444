package org.gflownet4j.cuda;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.gflownet4j.compute.DeviceException;

/** A device in Java: its product is the definition, column by column, and its memory is counted. */
final class FakeDevice implements Device<float[]> {

    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<float[], Boolean> memory = new IdentityHashMap<>();
    /** Sizes of what was ever allocated, in order. */
    final List<Integer> allocations = new ArrayList<>();
    long capacity = Long.MAX_VALUE;
    float error;
    volatile boolean closed;
    int closings;

    private long inUse() {
        return memory.keySet().stream().mapToLong(piece -> piece.length).sum();
    }

    /** Pieces of memory that were not freed. */
    int pieces() {
        return memory.size();
    }

    private void alone(final Runnable action) {
        assertTrue(busy.compareAndSet(false, true), "two threads at once");
        try {
            assertTrue(!closed, "closed");
            action.run();
        } finally {
            busy.set(false);
        }
    }

    private void requireOwn(final float[] piece) {
        assertNotNull(memory.get(piece), "memory that was not allocated, or was freed");
    }

    @Override
    public String name() {
        return "Fake";
    }

    @Override
    public float[] allocate(final int floats) {
        final float[][] piece = new float[1][];
        alone(() -> {
            if (inUse() + floats > capacity) {
                throw new DeviceException("The GPU failed: out of memory.");
            }
            piece[0] = new float[floats];
            Arrays.fill(piece[0], Float.NaN);
            memory.put(piece[0], true);
            allocations.add(floats);
        });
        return piece[0];
    }

    @Override
    public void free(final float[] piece) {
        alone(() -> {
            requireOwn(piece);
            memory.remove(piece);
        });
    }

    @Override
    public void upload(final float[] from, final int at, final int count, final float[] to) {
        alone(() -> {
            requireOwn(to);
            System.arraycopy(from, at, to, 0, count);
        });
    }

    @Override
    public void download(final float[] from, final float[] to, final int at, final int count) {
        alone(() -> {
            requireOwn(from);
            System.arraycopy(from, 0, to, at, count);
        });
    }

    @Override
    public void multiply(final boolean transposeA, final boolean transposeB, final int m, final int n, final int k,
            final float[] a, final int lda, final float[] b, final int ldb, final float beta, final float[] c,
            final int ldc) {
        alone(() -> {
            requireOwn(a);
            requireOwn(b);
            requireOwn(c);
            // what cuBLAS refuses
            assertTrue(lda >= (transposeA ? k : m) && ldb >= (transposeB ? n : k) && ldc >= m, "leading dimensions");
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < m; i++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += (double) (transposeA ? a[p + i * lda] : a[i + p * lda])
                                * (transposeB ? b[j + p * ldb] : b[p + j * ldb]);
                    }
                    c[i + j * ldc] = (float) sum + (beta == 0 ? 0 : beta * c[i + j * ldc]) + error;
                }
            }
        });
    }

    @Override
    public void close() {
        closings++;
        closed = true;
    }
}
