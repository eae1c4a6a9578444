package org.gflownet4j.train;

/**
 * Which inverse temperatures β a temperature-conditional training sees: p_β(x) ∝ R(x)^β, one β for each trajectory, drawn
 * independently of how its object was found.
 *
 * @param explore of trajectories that the policy draws
 * @param train of objects that are drawn again
 */
public record Temperatures(TemperatureDistribution explore, TemperatureDistribution train) {

    /**
     * The same for both.
     *
     * @param both the distribution
     */
    public Temperatures(final TemperatureDistribution both) {
        this(both, both);
    }

    /**
     * The lowest β that is trained on.
     *
     * @return above 0
     */
    public double lowest() {
        return Math.min(explore.lowest(), train.lowest());
    }

    /**
     * The highest β that is trained on.
     *
     * @return at least the lowest
     */
    public double highest() {
        return Math.max(explore.highest(), train.highest());
    }
}
