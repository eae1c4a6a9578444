package org.gflownet4j.sample;

/**
 * How the trajectories that a policy is trained on leave its own ways. They are scored with the policy itself all the
 * same, so objectives that hold for every trajectory keep their minimum.
 *
 * <p>Random steps reach what the policy gives no chance to. Tempered trajectories take each step from
 * {@code P_F^(1/T)}: with T below 1 they follow what the policy has learned more strictly than it does itself, and so come to
 * good objects long before it draws them often.
 *
 * @param randomSteps ε, the share of steps that are drawn from all legal ones alike, 0 to 1
 * @param temperedShare share of the trajectories that are tempered, 0 to 1
 * @param temperature T of these, above 0
 * @param strength what is left of it, 1 at the start to 0; the parts above are as it has made them, and batch sources that
 *            explore in ways of their own fall with it
 */
public record Exploration(double randomSteps, double temperedShare, double temperature, double strength) {

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
     */
    public Exploration(final double randomSteps, final double temperedShare, final double temperature) {
        this(randomSteps, temperedShare, temperature, 1);
    }

    /**
     * What is left of it: shares fall to 0 linearly, at half of the training.
     *
     * @param share of the training that is done, 0 to 1
     * @return the same at the start
     */
    public Exploration at(final double share) {
        final double left = Math.max(0, 1 - 2 * share);
        return new Exploration(left * randomSteps, left * temperedShare, temperature, left * strength);
    }

    /**
     * The temperature of a trajectory: tempered ones are spread evenly over the run.
     *
     * @param stream its random stream, which numbers the trajectories of a run
     * @return 1 if it is not tempered
     */
    double temperatureOf(final long stream) {
        return Math.floor((stream + 1) * temperedShare) > Math.floor(stream * temperedShare) ? temperature : 1;
    }
}
