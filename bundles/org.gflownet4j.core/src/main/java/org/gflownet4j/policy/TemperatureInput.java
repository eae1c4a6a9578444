package org.gflownet4j.policy;

/**
 * How a policy sees the inverse temperature β of a trajectory, which is to end in x with a probability in proportion to
 * R(x)^β (Kim et al., "Learning to Scale Logits for Temperature-Conditional GFlowNets", ICML 2024).
 *
 * @param entry where β comes in
 * @param encoding what a network reads of it
 * @param lowest β of training, above 0
 * @param highest β of training, at least the lowest, finite
 */
public record TemperatureInput(Entry entry, Encoding encoding, double lowest, double highest) {

    /** Where β comes in. */
    public enum Entry {
        /** A learned vector of β is added to the first layer of each network: every state is another one for each β. */
        LAYER(true, false),
        /**
         * The logits of P_F and of a learned P_B are multiplied by learned factors f(β) &gt; 0, log F becomes
         * {@code a(β) φ(s) + b(β)}. Networks see the state only, so it is evaluated once for all β.
         */
        LOGIT(false, true),
        /** Both. */
        BOTH(true, true);

        private final boolean shiftsLayer;
        private final boolean scalesLogits;

        Entry(final boolean shiftsLayer, final boolean scalesLogits) {
            this.shiftsLayer = shiftsLayer;
            this.scalesLogits = scalesLogits;
        }

        /**
         * Whether networks see β, so that a state is another one for each.
         *
         * @return false if states can be shared between all β
         */
        public boolean shiftsLayer() {
            return shiftsLayer;
        }

        /**
         * Whether logits are multiplied by a factor of β.
         *
         * @return true for two of the three
         */
        public boolean scalesLogits() {
            return scalesLogits;
        }
    }

    /** What a network reads of β. */
    public enum Encoding {
        /** As many lamps as there are steps from the lowest β to the highest, lit up to β; none beyond both ends. */
        THERMOMETER(32) {
            @Override
            void write(final TemperatureInput input, final double beta, final float[] target, final int at) {
                final double width = input.highest - input.lowest;
                final double lit = beta >= input.highest ? width() : width() * (beta - input.lowest) / width;
                for (int i = 0; i < width(); i++) {
                    target[at + i] = (float) Math.max(0, Math.min(1, lit - i));
                }
            }
        },
        /** log β, so that the lowest β of training is −1 and the highest 1. */
        LOGARITHM(1) {
            @Override
            void write(final TemperatureInput input, final double beta, final float[] target, final int at) {
                final double half = Math.log(input.highest / input.lowest) / 2;
                target[at] = (float) ((Math.log(beta / input.lowest) - half) / (half == 0 ? 1 : half));
            }
        };

        private final int width;

        Encoding(final int width) {
            this.width = width;
        }

        /** Floats per β. */
        int width() {
            return width;
        }

        abstract void write(TemperatureInput input, double beta, float[] target, int at);
    }

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException in words for a user, if it is none
     */
    public TemperatureInput {
        checkBeta(lowest);
        checkBeta(highest);
        if (highest < lowest) {
            throw new IllegalArgumentException("The highest inverse temperature (β) is at least the lowest, " + lowest
                    + ", not " + highest + ".");
        }
    }

    /**
     * Checks an inverse temperature.
     *
     * @param beta given by a user
     * @throws IllegalArgumentException in words for a user, if it is not a positive number, or more than a float holds
     */
    public static void checkBeta(final double beta) {
        if (!(beta > 0 && beta <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "An inverse temperature (β) is a number above 0, not " + beta
                            + ". Take 1 for the reward as it is, more for the best objects, less for more different ones.");
        }
    }

    /**
     * Whether β was seen in training.
     *
     * @param beta inverse temperature
     * @return whether it is from the lowest to the highest
     */
    public boolean includes(final double beta) {
        return beta >= lowest && beta <= highest;
    }

    void write(final double beta, final float[] target, final int at) {
        encoding.write(this, beta, target, at);
    }
}
