package org.gflownet4j.train;

import java.util.Arrays;
import java.util.Locale;

import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.random.CounterRandom;

/**
 * Where the inverse temperatures β of a training's trajectories come from.
 *
 * @param kind of the distribution
 * @param first its first number, see {@link Kind}, above 0
 * @param second its second number, above 0; not used by a constant
 */
public record TemperatureDistribution(Kind kind, double first, double second) {

    /** What random numbers are for. */
    private static final long DRAW = 9;

    /** Half the width of an annealed window. */
    private static final double HALF_WINDOW = 0.5;

    /** A normal distribution ends so many standard deviations from its mean. */
    private static final double DEVIATIONS = 2;

    /** And not below this part of its mean. */
    private static final double LEAST = 0.01;

    /** The forms of distributions. */
    public enum Kind {
        /** Always the first number. */
        CONSTANT("constant"),
        /** Uniform between the two. */
        UNIFORM("uniform"),
        /** Normal with mean and standard deviation, cut off two deviations from the mean, and at a hundredth of it. */
        NORMAL("normal"),
        /** log β is uniform between the logarithms of the two. */
        LOG_UNIFORM("loguniform"),
        /** Uniform in a window of width 1 that moves from the first number up to the second during the training. */
        RISING("rising"),
        /** The same window, from the second number down to the first. */
        FALLING("falling");

        private final String title;

        Kind(final String title) {
            this.title = title;
        }

        /**
         * What it is called on a command line.
         *
         * @return a word in small letters
         */
        public String title() {
            return title;
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException in words for a user, if there is no such distribution
     */
    public TemperatureDistribution {
        TemperatureInput.checkBeta(first);
        if (kind != Kind.CONSTANT) {
            TemperatureInput.checkBeta(second);
        }
        if (kind != Kind.CONSTANT && kind != Kind.NORMAL && second < first) {
            throw new IllegalArgumentException("The highest inverse temperature (β) is at least the lowest, " + first
                    + ", not " + second + ".");
        }
    }

    /**
     * Always the same.
     *
     * @param beta inverse temperature, above 0
     * @return a constant
     */
    public static TemperatureDistribution constant(final double beta) {
        return new TemperatureDistribution(Kind.CONSTANT, beta, beta);
    }

    /**
     * All alike from a range.
     *
     * @param lowest above 0
     * @param highest at least the lowest
     * @return a uniform distribution
     */
    public static TemperatureDistribution uniform(final double lowest, final double highest) {
        return new TemperatureDistribution(Kind.UNIFORM, lowest, highest);
    }

    /**
     * Reads a distribution as it is written on a command line, such as {@code uniform:1:3} or {@code constant:2}.
     *
     * @param text kind and numbers
     * @return the distribution
     * @throws IllegalArgumentException in words for a user, if it is none
     */
    public static TemperatureDistribution parse(final String text) {
        final String[] parts = text.split(":");
        final Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.title.equals(parts[0].toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> refusal(text));
        if (parts.length != (kind == Kind.CONSTANT ? 2 : 3)) {
            throw refusal(text);
        }
        try {
            final double first = Double.parseDouble(parts[1]);
            return new TemperatureDistribution(kind, first,
                    kind == Kind.CONSTANT ? first : Double.parseDouble(parts[2]));
        } catch (final NumberFormatException e) {
            throw refusal(text);
        }
    }

    private static IllegalArgumentException refusal(final String text) {
        return new IllegalArgumentException(
                "Inverse temperatures (β) are given as constant:B, uniform:A:B, normal:M:S, "
                        + "loguniform:A:B, rising:A:B or falling:A:B, not " + text + ".");
    }

    /**
     * The lowest β there is.
     *
     * @return above 0
     */
    public double lowest() {
        return kind == Kind.NORMAL ? Math.max(LEAST * first, first - DEVIATIONS * second) : first;
    }

    /**
     * The highest β there is.
     *
     * @return at least the lowest
     */
    public double highest() {
        return kind == Kind.NORMAL ? first + DEVIATIONS * second : second;
    }

    /**
     * Draws a β.
     *
     * @param seed of the run
     * @param stream of the trajectory
     * @param share of the training that is done, 0 to 1
     * @return from the lowest to the highest
     */
    public double draw(final long seed, final long stream, final double share) {
        final long drawSeed = CounterRandom.bits(seed, Long.MIN_VALUE, DRAW);
        final double uniform = CounterRandom.uniform(drawSeed, stream, 0);
        return switch (kind) {
            case CONSTANT -> first;
            case UNIFORM -> first + uniform * (second - first);
            case LOG_UNIFORM -> first * Math.pow(second / first, uniform);
            case NORMAL -> clipped(first + second * Math.sqrt(-2 * Math.log(Math.max(uniform, Double.MIN_NORMAL)))
                    * Math.cos(2 * Math.PI * CounterRandom.uniform(drawSeed, stream, 1)));
            case RISING -> window(first + (second - first) * share, uniform);
            case FALLING -> window(second - (second - first) * share, uniform);
        };
    }

    private double window(final double middle, final double uniform) {
        return clipped(middle + HALF_WINDOW * (2 * uniform - 1));
    }

    private double clipped(final double beta) {
        return Math.max(lowest(), Math.min(highest(), beta));
    }

    @Override
    public String toString() {
        return kind.title + ":" + first + (kind == Kind.CONSTANT ? "" : ":" + second);
    }
}
