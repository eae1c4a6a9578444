package org.gflownet4j.metrics;

import java.util.Arrays;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.progress.Progress;

/**
 * A list of objects that a sampler should find. A mode is found by a draw of this very object, or, with a radius, by a draw
 * that is no farther from it.
 */
public final class Modes {

    private final Environment environment;
    private final StateIndex modes;
    private final double radius;

    /**
     * Modes that are found by membership.
     *
     * @param environment builds them
     * @param states of the modes, {@code [mode][stateLength]}; those that stand there twice count once
     * @param count number of modes in the list
     */
    public Modes(final Environment environment, final int[] states, final int count) {
        this(environment, states, count, 0);
    }

    /**
     * Modes that are found by a draw in a ball around them.
     *
     * @param environment builds them and measures distances
     * @param states of the modes, {@code [mode][stateLength]}; those that stand there twice count once
     * @param count number of modes in the list
     * @param radius largest distance that counts as found, at least 0; 0 for membership
     */
    public Modes(final Environment environment, final int[] states, final int count, final double radius) {
        this.environment = environment;
        this.radius = radius;
        final int width = environment.stateLength();
        this.modes = new StateIndex(width, Math.max(1, count));
        for (int i = 0; i < count; i++) {
            modes.add(states, i * width);
        }
    }

    /**
     * Number of different modes.
     *
     * @return at least 0
     */
    public int count() {
        return modes.size();
    }

    /**
     * Counts the modes that some draw finds.
     *
     * @param states of the draws, {@code [draw][stateLength]}
     * @param draws how many
     * @param progress asked for cancellation
     * @return 0 to {@link #count()}
     */
    public int found(final int[] states, final int draws, final Progress progress) {
        final boolean[] found = new boolean[modes.size()];
        final int width = environment.stateLength();
        for (final int draw : Draws.distinct(environment, states, draws)) {
            if (radius == 0) {
                final int mode = modes.find(states, draw * width);
                if (mode >= 0) {
                    found[mode] = true;
                }
            } else {
                progress.checkCancelled();
                markNear(states, draw * width, found);
            }
        }
        int count = 0;
        for (final boolean isFound : found) {
            count += isFound ? 1 : 0;
        }
        return count;
    }

    private void markNear(final int[] states, final int at, final boolean[] found) {
        for (int mode = 0; mode < found.length; mode++) {
            found[mode] = found[mode] || isNear(mode, states, at);
        }
    }

    private boolean isNear(final int mode, final int[] states, final int at) {
        return environment.distance(modes.rows(), mode * environment.stateLength(), states, at) <= radius;
    }

    /**
     * How many modes a perfect sampler finds on average: {@code Σ_m 1 − (1 − p*(ball around m))ⁿ}. A mode that is no
     * object of the space is never found by membership.
     *
     * @param space of the same environment
     * @param target what a perfect sampler draws from
     * @param draws n
     * @param progress asked for cancellation
     * @return 0 to {@link #count()}
     */
    public double expectedFound(final StateSpace space, final TargetDistribution target, final int draws,
            final Progress progress) {
        return NoiseFloor.distinct(masses(space, target, progress), draws);
    }

    /** What the target gives to the ball around each mode. */
    private double[] masses(final StateSpace space, final TargetDistribution target, final Progress progress) {
        final int width = environment.stateLength();
        final int[] objects = space.objects();
        final double[] masses = new double[modes.size()];
        for (int mode = 0; mode < masses.length; mode++) {
            if (radius == 0) {
                final int object = Arrays.binarySearch(objects, space.find(modes.rows(), mode * width));
                masses[mode] = object >= 0 ? target.probability()[object] : 0;
            } else {
                progress.checkCancelled();
                for (int i = 0; i < objects.length; i++) {
                    masses[mode] += isNear(mode, space.states(), objects[i] * width) ? target.probability()[i] : 0;
                }
                masses[mode] = Math.min(1, masses[mode]);
            }
        }
        return masses;
    }
}
