package org.gflownet4j.nn;

import org.gflownet4j.compute.Workers;

/**
 * Bounds the Euclidean norm of a gradient by scaling it (Pascanu et al. 2013). The norm is summed up in double precision,
 * block by block and then over the blocks in order, so that the number of threads does not change a bit of it.
 *
 * <p>An instance is used by one training run at a time; its memory is reused from step to step.
 */
public final class GradientClip {

    /** Components per block: a task for one thread. */
    static final int BLOCK = 16_384;

    private final double[] blockSquares;

    /**
     * Room for the sums.
     *
     * @param parameters length of the longest gradient
     */
    public GradientClip(final int parameters) {
        this.blockSquares = new double[blocks(parameters)];
    }

    private static int blocks(final int length) {
        return (length + BLOCK - 1) / BLOCK;
    }

    /**
     * The Euclidean norm of a range.
     *
     * @param gradient not changed
     * @param from first component
     * @param to after the last
     * @param workers share out the blocks
     * @return at least 0; infinite or NaN if a component is
     */
    public double norm(final float[] gradient, final int from, final int to, final Workers workers) {
        final int blocks = blocks(to - from);
        workers.run(blocks, block -> {
            final int at = from + block * BLOCK;
            blockSquares[block] = squares(gradient, at, Math.min(to, at + BLOCK));
        });
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            sum += blockSquares[block];
        }
        return Math.sqrt(sum);
    }

    /**
     * Scales a range down to a norm, if it is longer. A gradient that is infinite or not a number is left as it is.
     *
     * @param gradient scaled
     * @param from first component
     * @param to after the last
     * @param maximum greatest norm that is left alone, above 0
     * @param workers share out the blocks
     * @return the norm before, as {@link #norm} gives it
     * @throws IllegalArgumentException if the maximum is not above 0
     */
    public double clip(final float[] gradient, final int from, final int to, final double maximum,
            final Workers workers) {
        // written so that NaN is refused, too
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("The greatest norm of a gradient is above 0, not " + maximum + ".");
        }
        final double norm = norm(gradient, from, to, workers);
        if (norm > maximum && norm < Double.POSITIVE_INFINITY) {
            final float factor = (float) (maximum / norm);
            workers.run(blocks(to - from), block -> {
                final int at = from + block * BLOCK;
                scale(gradient, at, Math.min(to, at + BLOCK), factor);
            });
        }
        return norm;
    }

    /** Eight sums side by side, since each addition waits for the one before. */
    private static double squares(final float[] values, final int from, final int to) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        int i = from;
        for (; i + 7 < to; i += 8) {
            sum0 += (double) values[i] * values[i];
            sum1 += (double) values[i + 1] * values[i + 1];
            sum2 += (double) values[i + 2] * values[i + 2];
            sum3 += (double) values[i + 3] * values[i + 3];
            sum4 += (double) values[i + 4] * values[i + 4];
            sum5 += (double) values[i + 5] * values[i + 5];
            sum6 += (double) values[i + 6] * values[i + 6];
            sum7 += (double) values[i + 7] * values[i + 7];
        }
        for (; i < to; i++) {
            sum0 += (double) values[i] * values[i];
        }
        return sum0 + sum1 + (sum2 + sum3) + (sum4 + sum5 + (sum6 + sum7));
    }

    private static void scale(final float[] values, final int from, final int to, final float factor) {
        for (int i = from; i < to; i++) {
            values[i] *= factor;
        }
    }
}
