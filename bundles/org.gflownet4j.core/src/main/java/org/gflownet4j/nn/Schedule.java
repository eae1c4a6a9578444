package org.gflownet4j.nn;

/**
 * How a learning rate changes over a training run: a factor to multiply it by, as a function of the share of the training
 * that is done. It rises linearly from 0 to 1 during the warm-up, then falls along the curve, which reaches the final factor
 * when training ends.
 *
 * @param curve after the warm-up
 * @param finalFactor factor at the end, above 0 and at most 1; at least 0 on a cosine, and 1 if constant
 * @param warmUp share of the training that is warm-up, at least 0 and below 1
 */
public record Schedule(Curve curve, double finalFactor, double warmUp) {

    /** The shape of the fall. */
    public enum Curve {
        /** Does not fall. */
        CONSTANT,
        /** Half a period of a cosine (Loshchilov and Hutter, ICLR 2017): slow, fast, slow. */
        COSINE,
        /** The same share of the rate is lost in every step. */
        EXPONENTIAL
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException in words for a user, if they are out of range
     */
    public Schedule {
        final double lowest = curve == Curve.CONSTANT ? 1 : curve == Curve.COSINE ? 0 : Double.MIN_NORMAL;
        // written so that NaN is refused, too
        if (!(finalFactor >= lowest && finalFactor <= 1)) {
            throw new IllegalArgumentException(switch (curve) {
                case CONSTANT -> "A constant learning rate ends at 1 times itself, not at " + finalFactor + " times.";
                case COSINE -> "A learning rate falls to 0 to 1 times itself, not to " + finalFactor + " times.";
                case EXPONENTIAL -> "A learning rate that falls exponentially ends above 0 and at no more than 1 times"
                        + " itself, not at " + finalFactor + " times.";
            });
        }
        if (!(warmUp >= 0 && warmUp < 1)) {
            throw new IllegalArgumentException("The warm-up takes a share of the training from 0 to below 1, not "
                    + warmUp + ".");
        }
    }

    /**
     * A rate that stays.
     *
     * @return 1 at any time
     */
    public static Schedule constant() {
        return new Schedule(Curve.CONSTANT, 1, 0);
    }

    /**
     * A rate that falls along a cosine, without warm-up.
     *
     * @param finalFactor factor at the end, 0 to 1
     * @return the schedule
     */
    public static Schedule cosine(final double finalFactor) {
        return new Schedule(Curve.COSINE, finalFactor, 0);
    }

    /**
     * A rate that falls exponentially, without warm-up.
     *
     * @param finalFactor factor at the end, above 0 and at most 1; for a factor γ per step, γ to the number of steps
     * @return the schedule
     */
    public static Schedule exponential(final double finalFactor) {
        return new Schedule(Curve.EXPONENTIAL, finalFactor, 0);
    }

    /**
     * The same fall after a linear rise.
     *
     * @param share of the training that is warm-up, at least 0 and below 1
     * @return the schedule
     */
    public Schedule withWarmUp(final double share) {
        return new Schedule(curve, finalFactor, share);
    }

    /**
     * What to multiply the learning rate by.
     *
     * @param share of the training that is done, 0 to 1; beyond, as at the end
     * @return 0 to 1
     */
    public double factor(final double share) {
        if (share < warmUp) {
            return Math.max(0, share) / warmUp;
        }
        final double fallen = Math.min(1, (share - warmUp) / (1 - warmUp));
        return switch (curve) {
            case CONSTANT -> 1;
            case COSINE -> finalFactor + (1 - finalFactor) * 0.5 * (1 + Math.cos(Math.PI * fallen));
            case EXPONENTIAL -> Math.pow(finalFactor, fallen);
        };
    }
}
