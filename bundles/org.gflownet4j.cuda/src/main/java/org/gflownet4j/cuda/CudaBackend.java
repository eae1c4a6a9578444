package org.gflownet4j.cuda;

import java.lang.ref.Cleaner;
import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.DeviceException;
import org.gflownet4j.cuda.DeviceProducts.Operand;

/**
 * Matrix products by cuBLAS on an NVIDIA GPU. Each product copies its operands to the GPU and its result back, so it pays
 * for wide networks and large batches only. The first device that CUDA shows is used; its memory is given back when this
 * object is closed, or when nobody holds it any more.
 *
 * <p>BLAS has matrices column by column: to it, each of ours is its own transpose, and {@code C = A·B} is
 * {@code Cᵀ = Bᵀ·Aᵀ}.
 */
public final class CudaBackend implements ComputeBackend {

    private static final Cleaner CLEANER = Cleaner.create();

    private final DeviceProducts<?> products;
    private final Cleaner.Cleanable memory;

    /**
     * Opens the GPU and has it compute a small product.
     *
     * @throws DeviceException if there is no GPU, CUDA is not installed, or the product is wrong; says so in a sentence
     */
    public CudaBackend() {
        this(CublasDevice.open());
    }

    /**
     * A backend on any device.
     *
     * @param device computes; belongs to this object from now on
     */
    CudaBackend(final Device<?> device) {
        products = new DeviceProducts<>(device);
        try {
            check();
        } catch (final RuntimeException | LinkageError e) {
            products.close();
            throw e;
        }
        memory = CLEANER.register(this, products::close);
    }

    @Override
    public void close() {
        memory.clean();
    }

    /** A GPU that is newer than the CUDA that is installed may load and not compute. */
    private void check() {
        final float[] product = new float[4];
        multiply(2, 3, 2, new float[]{1, 2, 3, 4, 5, 6}, 0, new float[]{1, 2, 3, 4, 5, 6}, 0, product, 0, false);
        if (!Arrays.equals(product, new float[]{22, 28, 49, 64})) {
            throw new DeviceException("The GPU was not used: it got a small product wrong.");
        }
    }

    @Override
    public String name() {
        return "cuBLAS";
    }

    @Override
    public String description() {
        return "Computed on the GPU (" + products.deviceName() + ") with CUDA's cuBLAS.";
    }

    @Override
    public void multiply(final int m, final int k, final int n, final float[] a, final int aAt, final float[] b,
            final int bAt, final float[] c, final int cAt, final boolean add) {
        products.multiply(n, m, k, new Operand(b, bAt, k * n, n, false), new Operand(a, aAt, m * k, k, false), add, c,
                cAt);
    }

    @Override
    public void multiplyBack(final int m, final int k, final int n, final float[] a, final float[] b, final int bAt,
            final float[] cGradient, final float[] bGradient, final int bGradientAt, final float[] aGradient) {
        final Operand above = new Operand(cGradient, 0, m * n, n, false);
        products.multiply(n, k, m, above, new Operand(a, 0, m * k, k, true), false, bGradient, bGradientAt);
        if (aGradient.length > 0) {
            products.multiply(k, m, n, new Operand(b, bAt, k * n, n, true), above, false, aGradient, 0);
        }
    }
}
