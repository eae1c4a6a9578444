package org.gflownet4j.sample;

/**
 * How the trajectories that a policy is trained on leave its own ways. They are scored with the policy itself all the
 * same, so objectives that hold for every trajectory keep their minimum.
 *
 * <p>Random steps reach what the policy gives no chance to. Tempered trajectories take each step from
 * {@code P_F^(1/T)}: with T below 1 they follow what the policy has learned more strictly than it does itself, and so come to
 * good objects long before it draws them often. A stop bias c keeps trajectories from stopping: each step is taken from the
 * soft-max of the logits after c is subtracted from that of the stop action, so they come to larger objects than the
 * policy would. Together, a step is drawn from {@code (1 − ε) Q + ε uniform} with
 * {@code Q(a) ∝ (P_F(a) exp(−c [a = stop]))^(1/T)}.
 *
 * <p>All of it falls linearly while training goes on, to nothing at a given share of it: see {@link #at(double)}.
 *
 * @param randomSteps ε, the share of steps that are drawn from all legal ones alike, 0 to 1
 * @param temperedShare share of the trajectories that are tempered, 0 to 1
 * @param temperature T of these, above 0
 * @param stopBias c in nats, at least 0; only for environments with a stop action
 * @param fadesAt share of the training at which nothing is left of it, above 0; 1 for its end, infinite for never
 * @param strength what is left of it, 1 at the start to 0; the parts above are as it has made them, and batch sources that
 *            explore in ways of their own fall with it
 */
public record Exploration(double randomSteps, double temperedShare, double temperature, double stopBias, double fadesAt,
        double strength) {

    /** Half of the training: the other half is for learning what was found. */
    public static final double FADES_AT = 0.5;

    /** A larger bias is refused: with this one a stop is taken only where nothing else is legal. */
    public static final double MAX_STOP_BIAS = 100;

    /** The policy's own ways. */
    public static final Exploration NONE = new Exploration(0, 0, 1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public Exploration {
        if (!(randomSteps >= 0 && randomSteps <= 1)) {
            throw new IllegalArgumentException("The share of random steps must be 0 to 1, not " + randomSteps + ".");
        }
        if (!(temperedShare >= 0 && temperedShare <= 1)) {
            throw new IllegalArgumentException("The share of tempered objects must be 0 to 1, not " + temperedShare
                    + ".");
        }
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The temperature must be a number above 0, not " + temperature + ".");
        }
        if (!(stopBias >= 0 && stopBias <= MAX_STOP_BIAS)) {
            throw new IllegalArgumentException(
                    "The bias against stopping must be 0 to " + (int) MAX_STOP_BIAS + ", not "
                            + stopBias + ".");
        }
        if (!(fadesAt > 0)) {
            throw new IllegalArgumentException("The share of the training at which exploration has faded must be above "
                    + "0, not " + fadesAt + ".");
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("What is left of an exploration is 0 to 1, not " + strength + ".");
        }
    }

    /**
     * As it is at the start of training.
     *
     * @param randomSteps ε, the share of steps that are drawn from all legal ones alike, 0 to 1
     * @param temperedShare share of the trajectories that are tempered, 0 to 1
     * @param temperature T of these, above 0
     * @param stopBias c in nats, at least 0; only for environments with a stop action
     * @param fadesAt share of the training at which nothing is left of it, above 0; 1 for its end, infinite for never
     */
    public Exploration(final double randomSteps, final double temperedShare, final double temperature,
            final double stopBias, final double fadesAt) {
        this(randomSteps, temperedShare, temperature, stopBias, fadesAt, 1);
    }

    /**
     * Without a stop bias, fading until half of the training.
     *
     * @param randomSteps ε, the share of steps that are drawn from all legal ones alike, 0 to 1
     * @param temperedShare share of the trajectories that are tempered, 0 to 1
     * @param temperature T of these, above 0
     */
    public Exploration(final double randomSteps, final double temperedShare, final double temperature) {
        this(randomSteps, temperedShare, temperature, 0, FADES_AT);
    }

    /**
     * What is left of it: shares and bias fall to 0 linearly.
     *
     * @param share of the training that is done, 0 to 1
     * @return the same at the start
     */
    public Exploration at(final double share) {
        final double left = Math.max(0, 1 - share / fadesAt);
        return new Exploration(left * randomSteps, left * temperedShare, temperature, left * stopBias, fadesAt,
                left * strength);
    }

    /**
     * Whether trajectories go the policy's own ways, and always will.
     *
     * @return true if no step is drawn from anything but P_F
     */
    public boolean isNone() {
        return randomSteps == 0 && (temperedShare == 0 || temperature == 1) && stopBias == 0;
    }

    /**
     * The temperature of a trajectory: tempered ones are spread evenly over the run.
     *
     * @param number of the trajectory in the run
     * @return 1 if it is not tempered
     */
    double temperatureOf(final long number) {
        return Math.floor((number + 1) * temperedShare) > Math.floor(number * temperedShare) ? temperature : 1;
    }
}
