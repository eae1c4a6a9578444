package org.gflownet4j.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.concurrent.ConcurrentLinkedDeque;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.gflownet4j.compute.ComputeBackend;

/**
 * Matrix products by the OpenBLAS that ND4J ships, called through its JavaCPP bindings, with one BLAS thread per call.
 *
 * <p>Operands are copied to native memory and back: handing OpenBLAS a Java array would copy all of it, and a policy's
 * parameters are one long array. The native memory is kept for the next call, until this object is closed.
 */
public final class OpenBlasBackend implements ComputeBackend {

    private final ConcurrentLinkedDeque<Operands> free = new ConcurrentLinkedDeque<>();

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
        return "Computed on the CPU with ND4J's OpenBLAS.";
    }

    @Override
    public void multiply(final int m, final int k, final int n, final float[] a, final int aAt, final float[] b,
            final int bAt, final float[] c, final int cAt, final boolean add) {
        final Operands operands = borrow();
        operands.put(m * k, a, aAt, k * n, b, bAt, m * n, add ? c : null, cAt);
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1f, operands.a, k, operands.b, n,
                add ? 1f : 0f, operands.c, n);
        operands.take(c, cAt, m * n);
        free.push(operands);
    }

    @Override
    public void multiplyByTransposed(final int m, final int k, final int n, final float[] a, final int aAt,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        final Operands operands = borrow();
        operands.put(m * k, a, aAt, k * n, b, bAt, m * n, null, cAt);
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1f, operands.a, k, operands.b, k, 0f,
                operands.c, n);
        operands.take(c, cAt, m * n);
        free.push(operands);
    }

    @Override
    public void addTransposedMultiply(final int m, final int k, final int n, final float[] a, final int aAt,
            final float[] b, final int bAt, final float[] c, final int cAt) {
        final Operands operands = borrow();
        operands.put(m * k, a, aAt, m * n, b, bAt, k * n, c, cAt);
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, k, n, m, 1f, operands.a, k, operands.b, n, 1f,
                operands.c, n);
        operands.take(c, cAt, k * n);
        free.push(operands);
    }

    @Override
    public void close() {
        for (Operands operands = free.poll(); operands != null; operands = free.poll()) {
            operands.close();
        }
    }

    private Operands borrow() {
        final Operands operands = free.poll();
        return operands == null ? new Operands() : operands;
    }

    /** Native copies of the three matrices of a product; they grow to the largest product seen. */
    private static final class Operands {
        private FloatPointer a = new FloatPointer(1L);
        private FloatPointer b = new FloatPointer(1L);
        private FloatPointer c = new FloatPointer(1L);

        void put(final int aSize, final float[] aArray, final int aAt, final int bSize, final float[] bArray,
                final int bAt, final int cSize, final float[] cArray, final int cAt) {
            a = ensure(a, aSize);
            b = ensure(b, bSize);
            c = ensure(c, cSize);
            a.put(aArray, aAt, aSize);
            b.put(bArray, bAt, bSize);
            if (cArray != null) {
                c.put(cArray, cAt, cSize);
            }
        }

        void close() {
            a.close();
            b.close();
            c.close();
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
