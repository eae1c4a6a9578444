package org.gflownet4j.env;

/**
 * What each trajectory of a batch is conditioned on (a temperature, an outcome, a preference), encoded once per
 * trajectory as a few floats. The policy, the flows, log Z and the reward all see it. Without a condition the width is 0.
 *
 * @param count trajectories
 * @param width floats per trajectory
 * @param encoded {@code [trajectory][width]}
 */
public record Conditions(int count, int width, float[] encoded) {

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if the array is shorter than count × width
     */
    public Conditions {
        if (encoded.length < (long) count * width) {
            throw new IllegalArgumentException("Conditions of " + count + " trajectories with " + width
                    + " values each need " + (long) count * width + " floats, not " + encoded.length + ".");
        }
    }

    /**
     * No condition.
     *
     * @param count trajectories
     * @return conditions of width 0
     */
    public static Conditions none(final int count) {
        return new Conditions(count, 0, new float[0]);
    }
}
