package org.gflownet4j.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An axis of a diagram.
 *
 * @param title what it measures, with the unit
 * @param low its lower end, as a power of ten if it is logarithmic
 * @param high its upper end, in the same way; above {@code low}
 * @param logarithmic whether distances stand for ratios
 */
record Axis(String title, double low, double high, boolean logarithmic) {

    /** Values beyond this would overflow when an axis is laid out. */
    private static final double LARGEST = 1e100;
    /** Differences below this would underflow. */
    static final double SMALLEST = 1 / LARGEST;
    /** Free space at an end, as a share of the range. */
    private static final double ROOM = 0.05;
    /** What ticks of a logarithmic axis begin with: as many as there is room for. */
    private static final int[][] DIGITS = {{1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}};
    private static final int[] ROUND = {1, 2, 5, 10};
    private static final double ROUNDING = 1e-9;

    /** An axis of the values, with some room at both ends; nothing if none can be placed. */
    static Optional<Axis> around(final String title, final double[] values) {
        return of(title, values, ROOM, false);
    }

    /** An axis from the least of the values to the largest; nothing if none can be placed. */
    static Optional<Axis> exactly(final String title, final double[] values) {
        return of(title, values, 0, false);
    }

    /** An axis from zero, where the values allow; nothing if none can be placed. */
    static Optional<Axis> fromZero(final String title, final double[] values) {
        return around(title, values).map(axis -> fromZero(axis, values));
    }

    /** An axis from zero, where the values allow, to the largest of them; nothing if none can be placed. */
    static Optional<Axis> fromZeroExactly(final String title, final double[] values) {
        return exactly(title, values).map(axis -> fromZero(axis, values));
    }

    private static Axis fromZero(final Axis axis, final double[] values) {
        return least(values) < 0 ? axis : new Axis(axis.title, 0, axis.high, false);
    }

    /** A logarithmic axis; nothing if no value is positive. */
    static Optional<Axis> logarithmic(final String title, final double[] values) {
        return of(title,
                Arrays.stream(values)
                        .map(value -> value >= SMALLEST && canPlace(value) ? Math.log10(value) : Double.NaN)
                        .toArray(),
                ROOM, true);
    }

    /** A logarithmic axis that begins at a whole power of ten; nothing if no value is positive. */
    static Optional<Axis> powersOfTen(final String title, final double[] values) {
        return logarithmic(title, values).map(axis -> new Axis(title, Math.floor(axis.low), axis.high, true));
    }

    private static Optional<Axis> of(final String title, final double[] values, final double room,
            final boolean logarithmic) {
        final double least = least(values);
        final double most = Arrays.stream(values).filter(Axis::canPlace).max().orElse(0);
        if (least > most) {
            return Optional.empty();
        }
        // a range that is nearly nothing beside its place is rounding, not data
        final double width = Math.max(most - least, Math.max(SMALLEST, ROUNDING * Math.abs(most)));
        final double widen = width > most - least ? (Math.abs(most) < SMALLEST || logarithmic ? 1 : Math.abs(most)) / 2
                : width * room;
        return Optional.of(new Axis(title, least - widen, most + widen, logarithmic));
    }

    private static double least(final double[] values) {
        return Arrays.stream(values).filter(Axis::canPlace).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Whether a value has a place on some axis: it is finite, and not absurdly large. */
    static boolean canPlace(final double value) {
        return Math.abs(value) <= LARGEST;
    }

    /**
     * Where a value lies.
     *
     * @return 0 at the lower end, 1 at the upper, NaN if the value has no place; what has no logarithm lies at the lower end
     */
    double place(final double value) {
        if (!canPlace(value)) {
            return Double.NaN;
        }
        return logarithmic ? Math.max(0, (Math.log10(Math.max(0, value)) - low) / (high - low))
                : (value - low) / (high - low);
    }

    /** At most so many round values on the axis, as far apart as that allows. */
    List<Double> ticks(final int most) {
        if (!logarithmic) {
            return multiples(low, high, most);
        }
        for (final int[] digits : DIGITS) {
            final List<Double> ticks = powers(digits);
            if (ticks.size() <= most) {
                return ticks.size() >= 2 ? ticks : multiples(Math.pow(10, low), Math.pow(10, high), most);
            }
        }
        return multiples(low, high, most).stream().filter(power -> power == Math.rint(power))
                .map(power -> Math.pow(10, power)).toList();
    }

    /** These digits times powers of ten. */
    private List<Double> powers(final int... digits) {
        final List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(low); power <= Math.ceil(high); power++) {
            for (final int digit : digits) {
                final double tick = digit * Math.pow(10, power);
                final double log = Math.log10(tick);
                if (log >= low - ROUNDING && log <= high + ROUNDING) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private static List<Double> multiples(final double low, final double high, final int most) {
        final double step = roundStep((high - low) / most);
        final List<Double> ticks = new ArrayList<>();
        final double first = Math.ceil(low / step - ROUNDING);
        for (double i = first; i <= high / step + ROUNDING && ticks.size() <= most; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is at least this. */
    static double roundStep(final double least) {
        final int power = (int) Math.floor(Math.log10(least));
        for (final int digit : ROUND) {
            // dividing by a positive power of ten keeps 0.2 the double 0.2
            final double step = power < 0 ? digit / Math.pow(10, -power) : digit * Math.pow(10, power);
            if (step >= least * (1 - ROUNDING)) {
                return step;
            }
        }
        throw new IllegalArgumentException("No step for " + least + ".");
    }
}
