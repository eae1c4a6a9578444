package org.gflownet4j.compute;

/**
 * The matrix products of the engine. Everything else (bias, activation, soft-max) is plain Java.
 *
 * <p>Matrices are dense, row-major and contiguous inside a larger array; an offset says where they begin. An
 * implementation may be called from several threads at once, each with matrices of its own, and uses one thread per
 * call. Equal arguments give bit-identical results on one machine.
 *
 * <p>Whoever found it closes it when nobody computes with it any more: it may hold memory that Java does not see.
 */
public interface ComputeBackend extends AutoCloseable {

    /**
     * Short name, as settings and reports show it.
     *
     * @return for example {@code Java} or {@code OpenBLAS}
     */
    String name();

    /**
     * One sentence for a user: the device that computes, and why it was taken.
     *
     * @return plain words, ending in a full stop
     */
    String description();

    /**
     * Whether it computes because the one that was asked for can not; {@link #description()} says why.
     *
     * @return true if the user should be told
     */
    default boolean standsIn() {
        return false;
    }

    /** Gives its memory back; it computes no more. A second time does nothing. */
    @Override
    default void close() {
    }

    /**
     * Says that an array holds weights as they are now until this is called again, with the same array or another one: as
     * B of a product it then need not be read anew each time. Whoever calls this calls it after every change of the array.
     *
     * @param weights an array that products take as B, at any offset; an empty one to forget the last
     */
    default void hold(final float[] weights) {
    }

    /**
     * {@code C = A·B}, or {@code C += A·B}.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a holds A, {@code [m][k]}
     * @param aAt index of A's first element
     * @param b holds B, {@code [k][n]}
     * @param bAt index of B's first element
     * @param c holds C, {@code [m][n]}
     * @param cAt index of C's first element
     * @param add whether the product is added to C; otherwise C is overwritten
     */
    void multiply(int m, int k, int n, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean add);

    /**
     * The way back through {@code C = A·B}: {@code B′ = Aᵀ·C′}, the gradient of the weights, and {@code A′ = C′·Bᵀ}, that of the
     * inputs.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a holds A, {@code [m][k]}, from its first element on
     * @param b holds B, {@code [k][n]}
     * @param bAt index of B's first element
     * @param cGradient holds C′, {@code [m][n]}, from its first element on
     * @param bGradient holds B′, {@code [k][n]}, overwritten
     * @param bGradientAt index of its first element
     * @param aGradient holds A′, {@code [m][k]}, overwritten from its first element on; an empty array if it is not wanted
     */
    void multiplyBack(int m, int k, int n, float[] a, float[] b, int bAt, float[] cGradient, float[] bGradient,
            int bGradientAt, float[] aGradient);
}
