package org.gflownet4j.train;

/** Which parameters a phase trains, and how fast. */
public sealed interface Trained {

    /** All, as far as the objective depends on them, at the rates of {@link Optimisation}. */
    record Everything() implements Trained {
    }

    /** All but the network of P_B, which has a loss of its own in another phase, at the rates of {@link Optimisation}. */
    record AllButBackward() implements Trained {
    }

    /**
     * The network of P_B alone, with an optimiser of its own: at its n-th step, counted from 0, the rate is
     * {@code learningRate · decayⁿ}. Weight decay and the greatest gradient norm are those of {@link Optimisation}.
     *
     * @param learningRate at the start, above 0 to 10
     * @param decay factor from step to step, above 0 to 1
     */
    record Backward(double learningRate, double decay) implements Trained {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException in words for a user, if a number is out of range
         */
        public Backward {
            // written so that NaN is refused, too
            if (!(learningRate > 0 && learningRate <= 10)) {
                throw new IllegalArgumentException(
                        "The learning rate of the backward policy must be greater than 0 and "
                                + "at most 10, not " + learningRate + ".");
            }
            if (!(decay > 0 && decay <= 1)) {
                throw new IllegalArgumentException(
                        "The learning rate of the backward policy can be multiplied by a number"
                                + " above 0 and at most 1 after each step, not by " + decay + ".");
            }
        }

        double rateAt(final long step) {
            return learningRate * Math.pow(decay, step);
        }
    }
}
