package org.gflownet4j.cuda;

/**
 * What the backend needs of a graphics card: memory, copies there and back, and the one product of BLAS. One thread at a
 * time calls it.
 *
 * @param <M> a piece of the device's memory
 */
interface Device<M> {

    /**
     * The device, as its maker calls it.
     *
     * @return for example {@code NVIDIA A100-SXM4-80GB}
     */
    String name();

    /**
     * Reserves memory.
     *
     * @param floats how many numbers it holds
     * @return the memory, until it is freed
     * @throws org.gflownet4j.compute.DeviceException if there is not that much
     */
    M allocate(int floats);

    /**
     * Gives memory back.
     *
     * @param memory from {@link #allocate}, not used again
     */
    void free(M memory);

    /**
     * Copies to the device.
     *
     * @param from holds the numbers
     * @param at index of the first
     * @param count how many
     * @param to where they go
     */
    void upload(float[] from, int at, int count, M to);

    /**
     * Copies from the device, when all that was asked of it is done.
     *
     * @param from holds the numbers
     * @param to where they go
     * @param at index of the first
     * @param count how many
     */
    void download(M from, float[] to, int at, int count);

    /**
     * {@code C = op(A)·op(B) + β·C}, matrices column by column as BLAS has them: the element in row i and column j of A is
     * number {@code i + j·lda}.
     *
     * @param transposeA whether op(A) is Aᵀ
     * @param transposeB whether op(B) is Bᵀ
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param a A
     * @param lda distance of A's columns
     * @param b B
     * @param ldb distance of B's columns
     * @param beta 0 to overwrite C, 1 to add to it
     * @param c C
     * @param ldc distance of C's columns
     */
    void multiply(boolean transposeA, boolean transposeB, int m, int n, int k, M a, int lda, M b, int ldb, float beta,
            M c, int ldc);

    /** Gives back all but the memory that was allocated. */
    void close();
}
