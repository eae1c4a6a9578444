package org.gflownet4j.train;

import java.util.List;

import org.gflownet4j.policy.Architecture;

/**
 * A reward for what is new, by random network distillation (Burda et al., ICLR 2019): a predictor learns, on the states that
 * training visits, what a random network says of them, and is wrong on the others:
 *
 * <pre>
 * r(s) = weight · ‖predictor(s) − random(s)‖₂,   the predictor's loss = mean of (predictor(s) − random(s))²
 * </pre>
 *
 * <p>The loss is a mean over the distinct states of a batch and over outputs. The random network is scaled so that the
 * distance of a wholly new state is about 1, as with the published networks: the weight is what a new state is worth, in units
 * of R. It is no part of what the policy's gradient passes through.
 *
 * <p>Objectives that read intrinsic rewards, like augmented trajectory balance (Pan et al., ICLR 2023), are exact only without
 * them; so the weight falls to 0 linearly.
 *
 * @param weight η of a new state at the start, at least 0; 0 for none
 * @param fadedAt share of the training after which there is none left, above 0 to 1; infinite if it is to stay, and the sampler to
 *            be inexact
 * @param hidden widths of the hidden layers of both networks
 * @param outputs of both, 1 to {@value Architecture#MAX_WIDTH}
 * @param learningRate of the predictor's optimiser (Adam), above 0 to 1
 */
public record Novelty(double weight, double fadedAt, List<Integer> hidden, int outputs, double learningRate) {

    private static final double HALF = 0.5;
    private static final List<Integer> PUBLISHED_HIDDEN = List.of(256, 256);
    private static final int PUBLISHED_OUTPUTS = 128;
    private static final double PUBLISHED_RATE = 1e-3;

    /** No reward for what is new. */
    public static final Novelty NONE = new Novelty(0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public Novelty {
        hidden = List.copyOf(hidden);
        // written so that NaN is refused, too
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The reward for novelty must be at least 0, not " + weight + ".");
        }
        if (!(fadedAt > 0 && (fadedAt <= 1 || fadedAt == Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException(
                    "The reward for novelty is gone after a share of the training above 0 to 1, "
                            + "not " + fadedAt + ".");
        }
        if (hidden.isEmpty() || hidden.size() > Architecture.MAX_LAYERS
                || !hidden.stream().allMatch(width -> width >= 1 && width <= Architecture.MAX_WIDTH)) {
            throw new IllegalArgumentException("The networks for novelty need 1 to " + Architecture.MAX_LAYERS
                    + " hidden layers of 1 to " + Architecture.MAX_WIDTH + " units, not " + hidden + ".");
        }
        if (outputs < 1 || outputs > Architecture.MAX_WIDTH) {
            throw new IllegalArgumentException("The networks for novelty have 1 to " + Architecture.MAX_WIDTH
                    + " outputs, not " + outputs + ".");
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("The learning rate of the network for novelty is above 0 to 1, not "
                    + learningRate + ".");
        }
    }

    /**
     * With the published networks; the weight falls to 0 at half of the training.
     *
     * @param weight η of a new state at the start, at least 0
     */
    public Novelty(final double weight) {
        this(weight, HALF);
    }

    /**
     * With the published networks.
     *
     * @param weight η of a new state at the start, at least 0
     * @param fadedAt share of the training after which there is none left, above 0 to 1; infinite if it is to stay
     */
    public Novelty(final double weight, final double fadedAt) {
        this(weight, fadedAt, PUBLISHED_HIDDEN, PUBLISHED_OUTPUTS, PUBLISHED_RATE);
    }

    /**
     * The weight at some point of the training.
     *
     * @param share of the training that is done, 0 to 1
     * @return at least 0
     */
    public double weightAt(final double share) {
        return weight * Math.max(0, 1 - share / fadedAt);
    }
}
