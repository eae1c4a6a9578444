package org.gflownet4j.compute;

import java.util.Arrays;

/**
 * Matrix products in plain Java: always there, on every platform, and the reference for the others.
 *
 * <p>Each inner loop runs over contiguous elements with one store, which the JIT compiler turns into vector
 * instructions; the blocks of B are small enough to stay in the first-level cache.
 */
public final class JavaBackend implements ComputeBackend {

    /** Rows of B handled together: 16 rows of 256 floats are 16 KiB. */
    private static final int BLOCK = 16;

    private final String reason;

    /** A backend that was chosen for what it is. */
    public JavaBackend() {
        this("");
    }

    /**
     * A backend that stands in for another one.
     *
     * @param reason one sentence that says why the faster one is not used, or an empty text
     */
    public JavaBackend(final String reason) {
        this.reason = reason;
    }

    @Override
    public String name() {
        return "Java";
    }

    @Override
    public String description() {
        return reason.isEmpty() ? "Computed on the CPU in plain Java." : "Computed on the CPU in plain Java. " + reason;
    }

    @Override
    public boolean standsIn() {
        return !reason.isEmpty();
    }

    @Override
    public void multiply(final int m, final int k, final int n, final float[] a, final int aAt, final float[] b,
            final int bAt, final float[] c, final int cAt, final boolean add) {
        if (!add) {
            Arrays.fill(c, cAt, cAt + m * n, 0f);
        }
        for (int from = 0; from < k; from += BLOCK) {
            final int to = Math.min(k, from + BLOCK);
            for (int i = 0; i < m; i++) {
                addRows(n, a, aAt + i * k + from, 1, to - from, b, bAt + from * n, c, cAt + i * n);
            }
        }
    }

    @Override
    public void addTransposedMultiply(final int m, final int k, final int n, final float[] a, final int aAt,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        for (int from = 0; from < m; from += BLOCK) {
            final int to = Math.min(m, from + BLOCK);
            for (int i = 0; i < k; i++) {
                addRows(n, a, aAt + from * k + i, k, to - from, b, bAt + from * n, c, cAt + i * n);
            }
        }
    }

    @Override
    public void multiplyByTransposed(final int m, final int k, final int n, final float[] a, final int aAt,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        // a transposed copy of B costs k·n, the product m·k·n: then the fast loop serves here, too
        final float[] transposed = new float[k * n];
        for (int j = 0; j < n; j++) {
            for (int p = 0; p < k; p++) {
                transposed[p * n + j] = b[bAt + j * k + p];
            }
        }
        multiply(m, k, n, a, aAt, transposed, 0, c, cAt, false);
    }

    /** {@code c[0..n) += Σ_p a[p·stride]·b[p][0..n)} for {@code count} rows of b. */
    private static void addRows(final int n, final float[] a, final int aAt, final int stride, final int count,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        int p = 0;
        for (; p + 3 < count; p += 4) {
            final int at = aAt + p * stride;
            addFourRows(n, a[at], a[at + stride], a[at + 2 * stride], a[at + 3 * stride], b, bAt + p * n, c, cAt);
        }
        for (; p < count; p++) {
            final float factor = a[aAt + p * stride];
            final int row = bAt + p * n;
            for (int j = 0; j < n; j++) {
                c[cAt + j] += factor * b[row + j];
            }
        }
    }

    private static void addFourRows(final int n, final float a0, final float a1, final float a2, final float a3,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        final int row1 = bAt + n;
        final int row2 = row1 + n;
        final int row3 = row2 + n;
        for (int j = 0; j < n; j++) {
            c[cAt + j] += a0 * b[bAt + j] + a1 * b[row1 + j] + a2 * b[row2 + j] + a3 * b[row3 + j];
        }
    }
}
