package org.gflownet4j.nn;

import java.util.Arrays;

/** Pairs that a {@link PairScorer} scores, kept from the forward pass to the backward pass. Reused from batch to batch. */
public final class Pairs {

    private final int width;
    private final boolean keepsSlopes;
    private int size;
    /** Where the vectors of a pair begin among those of all things; −1 for the scorer's own vector. */
    int[] first = new int[0];
    int[] second = new int[0];
    /** Where the vector that is added begins in {@link #shift}; −1 for none. */
    int[] shiftAt = new int[0];
    /** Where the score of a pair is among scores. */
    int[] scoreAt = new int[0];
    /** {@code [pair][width]}: values of the layer, and derivatives of its activation where they are kept. */
    float[] hidden = new float[0];
    float[] slopes = new float[0];
    float[] shift = new float[0];
    float[] shiftGradient = new float[0];
    float[] scratch = new float[0];
    /** Scratch. */
    final float[] sum;
    final float[] part;

    Pairs(final int width, final boolean keepsSlopes) {
        this.width = width;
        this.keepsSlopes = keepsSlopes;
        this.sum = new float[width];
        this.part = new float[width];
    }

    /** Forgets all pairs. */
    public void clear() {
        size = 0;
    }

    /**
     * Number of pairs.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Adds a pair.
     *
     * @param firstAt index of the first thing's vector
     * @param secondAt index of the second thing's vector; −1 for none
     * @param vectorAt index of the vector that is added; −1 for none
     * @param score index of the score
     */
    public void add(final int firstAt, final int secondAt, final int vectorAt, final int score) {
        if (size == first.length) {
            final int capacity = Math.max(64, 2 * size);
            first = Arrays.copyOf(first, capacity);
            second = Arrays.copyOf(second, capacity);
            shiftAt = Arrays.copyOf(shiftAt, capacity);
            scoreAt = Arrays.copyOf(scoreAt, capacity);
            hidden = Arrays.copyOf(hidden, Math.multiplyExact(capacity, width));
            slopes = keepsSlopes ? Arrays.copyOf(slopes, capacity * width) : slopes;
        }
        first[size] = firstAt;
        second[size] = secondAt;
        shiftAt[size] = vectorAt;
        scoreAt[size] = score;
        size++;
    }

    /**
     * Gives the vectors that are added, of those pairs that name one.
     *
     * @param vectors read in the forward pass
     * @param gradient the backward pass adds the loss's derivatives with respect to the vectors; of the same shape
     */
    public void shiftBy(final float[] vectors, final float[] gradient) {
        shift = vectors;
        shiftGradient = gradient;
    }

    void ensureScratch() {
        if (scratch.length < size * width) {
            scratch = new float[first.length * width];
        }
    }
}
