package org.gflownet4j.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.gflownet4j.compute.ComputeBackend;

/**
 * Matrix products by OpenBLAS, called through its JavaCPP bindings, with one BLAS thread per call.
 *
 * <p>Operands are copied to native memory and back: handing OpenBLAS a Java array would copy all of it, and a policy's
 * parameters are one long array. The native memory is kept for the next call, until this object is closed; weights that
 * are {@linkplain #hold held} are copied once for each thread that computes with them.
 */
public final class OpenBlasBackend implements ComputeBackend {

    /** Floats of a cache line. */
    private static final int LINE = 16;
    /** With more rows, parts of a matrix whose rows begin inside cache lines are no faster than the whole. */
    private static final int FEW_ROWS = 64;
    private static final Held NOTHING = new Held(new float[0]);

    /** Its own lock. */
    private final Deque<Operands> free = new ArrayDeque<>();
    private final Tiles tiles = Tiles.ofThisMachine();
    private volatile Held held = NOTHING;

    /** Weights as they are until the next of these: compared by identity, which says whether a copy is still good. */
    private static final class Held {
        private final float[] weights;

        Held(final float[] weights) {
            this.weights = weights;
        }
    }

    /**
     * Loads the natives.
     *
     * @throws UnsatisfiedLinkError if this platform has none, or they do not load
     */
    public OpenBlasBackend() {
        NativeLibraries.load(openblas_nolapack.class);
        useOneThread();
    }

    /** In a scope that frees what the bindings themselves take for the call. */
    @SuppressWarnings({"unchecked", "try"})
    private static void useOneThread() {
        try (PointerScope scope = new PointerScope()) {
            openblas_nolapack.blas_set_num_threads(1);
        }
    }

    @Override
    public String name() {
        return "OpenBLAS";
    }

    @Override
    public String description() {
        return "Computed on the CPU with OpenBLAS.";
    }

    @Override
    public void hold(final float[] weights) {
        held = weights.length == 0 ? NOTHING : new Held(weights);
    }

    @Override
    public void multiply(final int m, final int k, final int n, final float[] a, final int aAt, final float[] b,
            final int bAt, final float[] c, final int cAt, final boolean add) {
        final Operands operands = borrow();
        final NativeFloats weights = operands.weights(held, k * n, b, bAt);
        operands.a.put(a, aAt, m * k);
        if (add) {
            operands.c.put(c, cAt, m * n);
        } else {
            operands.c.ensure(m * n);
        }
        final boolean isAligned = n % LINE == 0;
        operands.addTiles(isAligned || m <= FEW_ROWS ? tiles : Tiles.WHOLE, false, m, k, n, weights, add ? 1f : 0f);
        operands.c.get(c, cAt, m * n);
        giveBack(operands);
    }

    @Override
    public void multiplyBack(final int m, final int k, final int n, final float[] a, final float[] b, final int bAt,
            final float[] cGradient, final float[] bGradient, final int bGradientAt, final float[] aGradient) {
        final Operands operands = borrow();
        final NativeFloats above = operands.above;
        above.put(cGradient, 0, m * n);
        operands.a.put(a, 0, m * k);
        operands.c.ensure(k * n);
        operands.addTiles(tiles, true, k, m, n, above, 0f);
        operands.c.get(bGradient, bGradientAt, k * n);
        if (aGradient.length > 0) {
            final NativeFloats weights = operands.weights(held, k * n, b, bAt);
            operands.c.ensure(m * k);
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, k, n, 1f, above.at(0), n, weights.at(0), n, 0f,
                    operands.c.at(0), k);
            operands.c.get(aGradient, 0, m * k);
        }
        giveBack(operands);
    }

    @Override
    public void close() {
        synchronized (free) {
            free.forEach(Operands::close);
            free.clear();
        }
    }

    private Operands borrow() {
        synchronized (free) {
            return free.isEmpty() ? new Operands() : free.pop();
        }
    }

    private void giveBack(final Operands operands) {
        synchronized (free) {
            free.push(operands);
        }
    }

    /** Native copies of the matrices of a product; they grow to the largest product seen. One thread at a time has it. */
    private static final class Operands {
        private final NativeFloats a = new NativeFloats();
        private final NativeFloats b = new NativeFloats();
        private final NativeFloats c = new NativeFloats();
        private final NativeFloats above = new NativeFloats();
        /** Copies of held weights, and where in their array they are from. */
        private NativeFloats[] copies = new NativeFloats[0];
        private int[] copiedFrom = new int[0];
        private int[] copiedSize = new int[0];
        /** What each was copied for: it is good as long as that is held. */
        private Held[] copiedFor = new Held[0];

        /**
         * {@code C = A·B + beta·C}, part by part.
         *
         * @param transposed whether A is {@code [k][m]}; otherwise {@code [m][k]}
         */
        void addTiles(final Tiles tiles, final boolean transposed, final int m, final int k, final int n,
                final NativeFloats right, final float beta) {
            for (int p = 0, depth; p < k; p += depth) {
                depth = Math.min(tiles.depth(), k - p);
                for (int i = 0, rows; i < m; i += rows) {
                    rows = Math.min(tiles.rows(), m - i);
                    final long from = transposed ? (long) p * m + i : (long) i * k + p;
                    for (int j = 0, columns; j < n; j += columns) {
                        columns = Math.min(tiles.columns(), n - j);
                        cblas_sgemm(CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, CblasNoTrans, rows, columns,
                                depth, 1f, a.at(from), transposed ? m : k, right.at((long) p * n + j), n,
                                p == 0 ? beta : 1f, c.at((long) i * n + j), n);
                    }
                }
            }
        }

        /** The matrix B, from an earlier copy if it is held and has not changed since. */
        NativeFloats weights(final Held held, final int size, final float[] array, final int at) {
            if (held.weights != array) {
                b.put(array, at, size);
                return b;
            }
            int i = 0;
            while (i < copies.length && copiedFrom[i] != at) {
                i++;
            }
            if (i == copies.length) {
                copies = Arrays.copyOf(copies, i + 1);
                copiedFrom = Arrays.copyOf(copiedFrom, i + 1);
                copiedSize = Arrays.copyOf(copiedSize, i + 1);
                copiedFor = Arrays.copyOf(copiedFor, i + 1);
                copies[i] = new NativeFloats();
                copiedFrom[i] = at;
            }
            if (copiedFor[i] != held || copiedSize[i] < size) {
                copies[i].put(array, at, size);
                copiedSize[i] = size;
                copiedFor[i] = held;
            }
            return copies[i];
        }

        void close() {
            a.close();
            b.close();
            c.close();
            above.close();
            Arrays.stream(copies).forEach(NativeFloats::close);
        }
    }
}
