package org.gflownet4j.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.bytedeco.javacpp.FloatPointer;
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

    private static final Held NOTHING = new Held(new float[0]);

    /** Its own lock. */
    private final Deque<Operands> free = new ArrayDeque<>();
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
        final FloatPointer weights = operands.weights(held, k * n, b, bAt);
        operands.put(m * k, a, aAt, m * n, add ? c : null, cAt);
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1f, operands.a, k, weights, n,
                add ? 1f : 0f, operands.c, n);
        operands.take(c, cAt, m * n);
        giveBack(operands);
    }

    @Override
    public void multiplyByTransposed(final int m, final int k, final int n, final float[] a, final int aAt,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        final Operands operands = borrow();
        final FloatPointer weights = operands.weights(held, k * n, b, bAt);
        operands.put(m * k, a, aAt, m * n, null, cAt);
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1f, operands.a, k, weights, k, 0f,
                operands.c, n);
        operands.take(c, cAt, m * n);
        giveBack(operands);
    }

    @Override
    public void addTransposedMultiply(final int m, final int k, final int n, final float[] a, final int aAt,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        final Operands operands = borrow();
        final FloatPointer above = operands.copy(m * n, b, bAt);
        operands.put(m * k, a, aAt, k * n, c, cAt);
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, k, n, m, 1f, operands.a, k, above, n, 1f,
                operands.c, n);
        operands.take(c, cAt, k * n);
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
        private FloatPointer a = new FloatPointer(1L);
        private FloatPointer b = new FloatPointer(1L);
        private FloatPointer c = new FloatPointer(1L);
        /** Copies of held weights, and where in their array they are from. */
        private FloatPointer[] copies = new FloatPointer[0];
        private int[] copiedFrom = new int[0];
        /** What each was copied for: it is good as long as that is held. */
        private Held[] copiedFor = new Held[0];

        void put(final int aSize, final float[] aArray, final int aAt, final int cSize, final float[] cArray,
                final int cAt) {
            a = ensure(a, aSize);
            c = ensure(c, cSize);
            a.put(aArray, aAt, aSize);
            if (cArray != null) {
                c.put(cArray, cAt, cSize);
            }
        }

        FloatPointer copy(final int size, final float[] array, final int at) {
            b = ensure(b, size);
            b.put(array, at, size);
            return b;
        }

        /** The matrix B, from an earlier copy if it is held and has not changed since. */
        FloatPointer weights(final Held held, final int size, final float[] array, final int at) {
            if (held.weights != array) {
                return copy(size, array, at);
            }
            int i = 0;
            while (i < copies.length && copiedFrom[i] != at) {
                i++;
            }
            if (i == copies.length) {
                copies = Arrays.copyOf(copies, i + 1);
                copiedFrom = Arrays.copyOf(copiedFrom, i + 1);
                copiedFor = Arrays.copyOf(copiedFor, i + 1);
                copies[i] = new FloatPointer(1L);
                copiedFrom[i] = at;
            }
            if (copiedFor[i] != held || copies[i].capacity() < size) {
                copies[i] = ensure(copies[i], size);
                copies[i].put(array, at, size);
                copiedFor[i] = held;
            }
            return copies[i];
        }

        void close() {
            a.close();
            b.close();
            c.close();
            Arrays.stream(copies).forEach(FloatPointer::close);
        }

        void take(final float[] cArray, final int cAt, final int cSize) {
            c.get(cArray, cAt, cSize);
        }

        private static FloatPointer ensure(final FloatPointer pointer, final int size) {
            if (pointer.capacity() >= size) {
                return pointer;
            }
            pointer.close();
            return new FloatPointer((long) size);
        }
    }
}
