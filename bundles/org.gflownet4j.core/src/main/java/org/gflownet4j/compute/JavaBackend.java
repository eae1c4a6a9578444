package org.gflownet4j.compute;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Matrix products in plain Java: always there, on every platform, and the reference for the others.
 *
 * <p>Each inner loop runs over rows that were copied to arrays of their own, which the JIT compiler turns into vector
 * instructions: ten times as fast as a loop over parts of larger arrays, which might overlap.
 */
public final class JavaBackend implements ComputeBackend {

    /** Rows of B handled together. */
    private static final int BLOCK = 8;

    private final String reason;
    /** Its own lock. */
    private final Deque<Scratch> free = new ArrayDeque<>();

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
        final Scratch scratch = borrow();
        scratch.addProduct(m, k, n, a, aAt, k, 1, b, bAt, c, cAt);
        giveBack(scratch);
    }

    @Override
    public void multiplyBack(final int m, final int k, final int n, final float[] a, final float[] b, final int bAt,
            final float[] cGradient, final float[] bGradient, final int bGradientAt, final float[] aGradient) {
        final Scratch scratch = borrow();
        Arrays.fill(bGradient, bGradientAt, bGradientAt + k * n, 0f);
        scratch.addProduct(k, m, n, a, 0, 1, k, cGradient, 0, bGradient, bGradientAt);
        if (aGradient.length > 0) {
            // a transposed copy of B costs k·n, the product m·k·n: then the fast loop serves here, too
            final float[] transposed = scratch.transposed(n, k, b, bAt);
            Arrays.fill(aGradient, 0, m * k, 0f);
            scratch.addProduct(m, n, k, cGradient, 0, n, 1, transposed, 0, aGradient, 0);
        }
        giveBack(scratch);
    }

    private Scratch borrow() {
        synchronized (free) {
            return free.isEmpty() ? new Scratch() : free.pop();
        }
    }

    private void giveBack(final Scratch scratch) {
        synchronized (free) {
            free.push(scratch);
        }
    }

    /**
     * Rows of the operands, copied to where the loops over them begin at index 0: only then does the virtual machine know
     * that they do not overlap, and uses vector instructions. One thread at a time has it.
     */
    private static final class Scratch {
        private final float[][] rows = new float[BLOCK][0];
        private float[] sum = new float[0];
        private float[] transposed = new float[0];

        /** {@code C += A·B}, where {@code A[i][p]} is {@code a[aAt + i·rowStride + p·columnStride]}. */
        void addProduct(final int m, final int k, final int n, final float[] a, final int aAt, final int rowStride,
                final int columnStride, final float[] b, final int bAt, final float[] c, final int cAt) {
            if (sum.length < n) {
                sum = new float[n];
                Arrays.setAll(rows, i -> new float[n]);
            }
            for (int from = 0; from < k; from += BLOCK) {
                final int count = Math.min(BLOCK, k - from);
                for (int p = 0; p < count; p++) {
                    System.arraycopy(b, bAt + (from + p) * n, rows[p], 0, n);
                }
                for (int i = 0; i < m; i++) {
                    System.arraycopy(c, cAt + i * n, sum, 0, n);
                    addRows(n, count, a, aAt + i * rowStride + from * columnStride, columnStride);
                    System.arraycopy(sum, 0, c, cAt + i * n, n);
                }
            }
        }

        private void addRows(final int n, final int count, final float[] a, final int at, final int stride) {
            if (count == BLOCK) {
                addFour(n, sum, rows[0], rows[1], rows[2], rows[3], a[at], a[at + stride], a[at + 2 * stride],
                        a[at + 3 * stride]);
                addFour(n, sum, rows[4], rows[5], rows[6], rows[7], a[at + 4 * stride], a[at + 5 * stride],
                        a[at + 6 * stride], a[at + 7 * stride]);
                return;
            }
            for (int p = 0; p < count; p++) {
                addOne(n, sum, rows[p], a[at + p * stride]);
            }
        }

        private static void addFour(final int n, final float[] sum, final float[] r0, final float[] r1,
                final float[] r2, final float[] r3, final float f0, final float f1, final float f2, final float f3) {
            for (int j = 0; j < n; j++) {
                sum[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
            }
        }

        private static void addOne(final int n, final float[] sum, final float[] row, final float factor) {
            for (int j = 0; j < n; j++) {
                sum[j] += factor * row[j];
            }
        }

        float[] transposed(final int k, final int n, final float[] b, final int bAt) {
            if (transposed.length < k * n) {
                transposed = new float[k * n];
            }
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    transposed[p * n + j] = b[bAt + j * k + p];
                }
            }
            return transposed;
        }
    }
}
