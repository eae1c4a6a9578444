package org.gflownet4j.nn;

import java.util.Arrays;

/**
 * Scores pairs of vectors by a layer and a sum: {@code w · f(p + q + b + v) + c}, with a vector v that a pair may name. An
 * encoder that gives each thing two vectors, one as the first of a pair and one as the second, makes of it a network on two
 * joined encodings, whose first layer is computed once per thing instead of once per pair.
 *
 * <p>Layout of the parameters, from the offset on: {@code [b | w | end | c]}. A pair without a second thing has the vector
 * {@code end} in its place.
 */
public final class PairScorer {

    private final int width;
    private final Activation activation;
    private final int biasAt;
    private final int weightAt;
    private final int endAt;
    private final int constantAt;

    /**
     * A scorer.
     *
     * @param width of the vectors
     * @param activation f
     * @param offset where its parameters begin in the parameter vector
     */
    public PairScorer(final int width, final Activation activation, final int offset) {
        this.width = width;
        this.activation = activation;
        this.biasAt = offset;
        this.weightAt = biasAt + width;
        this.endAt = weightAt + width;
        this.constantAt = endAt + width;
    }

    /**
     * Number of parameters.
     *
     * @return at least 4
     */
    public int parameterCount() {
        return 3 * width + 1;
    }

    /**
     * First parameter.
     *
     * @return index in the parameter vector
     */
    public int parameterOffset() {
        return biasAt;
    }

    /** Draws initial parameters: b, end and c are 0, and so is w, so that all pairs have the same score. */
    public void initialise(final float[] parameters) {
        Arrays.fill(parameters, biasAt, biasAt + parameterCount(), 0f);
    }

    /**
     * Room for pairs.
     *
     * @return empty
     */
    public Pairs newPairs() {
        return new Pairs(width, activation.keepsSlopes());
    }

    /**
     * Computes scores.
     *
     * @param parameters the whole parameter vector
     * @param encoded holds the vectors of things
     * @param pairs gets the values that the backward pass needs
     * @param from first pair
     * @param to after the last one
     * @param scores written where pairs say
     */
    public void forward(final float[] parameters, final float[] encoded, final Pairs pairs, final int from,
            final int to,
            final float[] scores) {
        final float[] sum = pairs.sum;
        final float[] part = pairs.part;
        for (int pair = from; pair < to; pair++) {
            System.arraycopy(parameters, biasAt, sum, 0, width);
            addPart(encoded, pairs.first[pair], part, sum);
            if (pairs.second[pair] < 0) {
                addPart(parameters, endAt, part, sum);
            } else {
                addPart(encoded, pairs.second[pair], part, sum);
            }
            if (pairs.shiftAt[pair] >= 0) {
                addPart(pairs.shift, pairs.shiftAt[pair], part, sum);
            }
            System.arraycopy(sum, 0, pairs.hidden, pair * width, width);
        }
        activation.apply(pairs.hidden, pairs.slopes, from * width, to * width);
        System.arraycopy(parameters, weightAt, part, 0, width);
        for (int pair = from; pair < to; pair++) {
            System.arraycopy(pairs.hidden, pair * width, sum, 0, width);
            float score = parameters[constantAt];
            for (int i = 0; i < width; i++) {
                score += sum[i] * part[i];
            }
            scores[pairs.scoreAt[pair]] = score;
        }
    }

    private void addPart(final float[] source, final int at, final float[] part, final float[] sum) {
        System.arraycopy(source, at, part, 0, width);
        for (int i = 0; i < width; i++) {
            sum[i] += part[i];
        }
    }

    /**
     * Computes derivatives.
     *
     * @param parameters the whole parameter vector, as in the forward pass
     * @param pairs as the forward pass left them; all count
     * @param scoreGradient with respect to each score, where pairs say
     * @param encodedGradient with respect to the vectors of things: added to
     * @param gradient overwritten where this scorer's parameters are; as long as the parameter vector
     */
    public void backward(final float[] parameters, final Pairs pairs, final float[] scoreGradient,
            final float[] encodedGradient, final float[] gradient) {
        Arrays.fill(gradient, biasAt, biasAt + parameterCount(), 0f);
        pairs.ensureScratch();
        final float[] sum = pairs.sum;
        final float[] part = pairs.part;
        Arrays.fill(sum, 0, width, 0f);
        for (int pair = 0; pair < pairs.size(); pair++) {
            final float g = scoreGradient[pairs.scoreAt[pair]];
            System.arraycopy(pairs.hidden, pair * width, part, 0, width);
            for (int i = 0; i < width; i++) {
                sum[i] += g * part[i];
            }
            gradient[constantAt] += g;
        }
        System.arraycopy(sum, 0, gradient, weightAt, width);
        System.arraycopy(parameters, weightAt, sum, 0, width);
        for (int pair = 0; pair < pairs.size(); pair++) {
            final float g = scoreGradient[pairs.scoreAt[pair]];
            for (int i = 0; i < width; i++) {
                part[i] = g * sum[i];
            }
            System.arraycopy(part, 0, pairs.scratch, pair * width, width);
        }
        activation.multiplyBySlopes(pairs.hidden, pairs.slopes, pairs.scratch, pairs.size() * width);
        for (int pair = 0; pair < pairs.size(); pair++) {
            System.arraycopy(pairs.scratch, pair * width, part, 0, width);
            add(part, gradient, biasAt, sum);
            add(part, encodedGradient, pairs.first[pair], sum);
            if (pairs.second[pair] < 0) {
                add(part, gradient, endAt, sum);
            } else {
                add(part, encodedGradient, pairs.second[pair], sum);
            }
            if (pairs.shiftAt[pair] >= 0) {
                add(part, pairs.shiftGradient, pairs.shiftAt[pair], sum);
            }
        }
    }

    /** Adds a vector to a part of another one; the last is scratch. */
    private void add(final float[] summand, final float[] target, final int at, final float[] scratch) {
        System.arraycopy(target, at, scratch, 0, width);
        for (int i = 0; i < width; i++) {
            scratch[i] += summand[i];
        }
        System.arraycopy(scratch, 0, target, at, width);
    }
}
