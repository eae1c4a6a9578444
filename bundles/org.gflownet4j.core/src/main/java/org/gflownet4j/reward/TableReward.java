package org.gflownet4j.reward;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.progress.Progress;

/**
 * A reward by look-up: {@code R(x) = scale · max(s(x), floor)^exponent}, where s is the score in the table, scaled linearly so
 * that {@code low} becomes 0 and {@code high} becomes 1. Objects that are not in the table get the floor.
 */
public final class TableReward implements Reward {

    /** Larger exponents make every object but the best one impossible to find. */
    public static final double MAX_EXPONENT = 10_000;

    /** Larger factors are refused. */
    public static final double MAX_SCALE = 1e100;

    /** Larger tables are refused. */
    public static final int MAX_OBJECTS = 5_000_000;

    /** Objects between two questions whether to stop. */
    private static final int CHECK_EVERY = 1024;

    /** Above this, R itself would not fit a double. */
    private static final double MAX_LOG_REWARD = 690;

    private final String[] objects;
    private final double[] scores;
    private final long[] rows;
    private final double low;
    private final double high;
    private final double exponent;
    private final double floor;
    private final double scale;

    /**
     * A look-up table of scale 1.
     *
     * @param objects as the environment writes them, without duplicates
     * @param scores finite, one per object
     * @param rows for messages: the row of the user's table that each came from, counted from 1
     * @param low score that is scaled to 0
     * @param high score that is scaled to 1; smaller than {@code low} if low scores are the good ones
     * @param exponent greater than 0, at most {@value #MAX_EXPONENT}
     * @param floor least scaled score, greater than 0
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public TableReward(final String[] objects, final double[] scores, final long[] rows, final double low,
            final double high, final double exponent, final double floor) {
        this(objects, scores, rows, low, high, exponent, floor, 1);
    }

    /**
     * A look-up table.
     *
     * @param objects as the environment writes them, without duplicates
     * @param scores finite, one per object
     * @param rows for messages: the row of the user's table that each came from, counted from 1
     * @param low score that is scaled to 0
     * @param high score that is scaled to 1; smaller than {@code low} if low scores are the good ones
     * @param exponent greater than 0, at most {@value #MAX_EXPONENT}
     * @param floor least scaled score, greater than 0
     * @param scale factor of all rewards, greater than 0; it moves log Z, not the distribution
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public TableReward(final String[] objects, final double[] scores, final long[] rows, final double low,
            final double high, final double exponent, final double floor, final double scale) {
        if (!(exponent > 0) || exponent > MAX_EXPONENT) {
            throw new IllegalArgumentException("The exponent must be greater than 0 and at most "
                    + (int) MAX_EXPONENT + ", not " + exponent + ".");
        }
        if (!(floor > 0) || floor >= 1) {
            throw new IllegalArgumentException("The floor must be greater than 0 and less than 1, not " + floor + ".");
        }
        if (!(scale > 0) || scale > MAX_SCALE) {
            throw new IllegalArgumentException("The scale must be greater than 0 and at most " + MAX_SCALE + ", not "
                    + scale + ".");
        }
        if (low == high || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("Scores from " + low + " to " + high + " can not be scaled to 0 … 1.");
        }
        if (objects.length > MAX_OBJECTS) {
            throw new IllegalArgumentException(
                    "A reward table can have at most " + MAX_OBJECTS + " objects, but this has "
                            + objects.length + ".");
        }
        if (objects.length != scores.length || objects.length != rows.length) {
            throw new IllegalArgumentException("There are " + objects.length + " objects, " + scores.length
                    + " scores and " + rows.length + " row numbers; the three must be as many.");
        }
        this.objects = objects;
        this.scores = scores;
        this.rows = rows;
        this.low = low;
        this.high = high;
        this.exponent = exponent;
        this.floor = floor;
        this.scale = scale;
        for (int i = 0; i < scores.length; i++) {
            if (!(logReward(i) <= MAX_LOG_REWARD)) {
                throw new IllegalArgumentException("Row " + rows[i] + ": the score " + scores[i] + " to the power of "
                        + exponent + " is too large a number for a reward. Take a smaller exponent.");
            }
        }
    }

    /**
     * The objects of the table.
     *
     * @return in the order of the scores
     */
    public String[] objects() {
        return objects;
    }

    /**
     * Least scaled score, also that of objects that are not in the table.
     *
     * @return greater than 0
     */
    public double floor() {
        return floor;
    }

    /**
     * Factor of all rewards.
     *
     * @return greater than 0
     */
    public double scale() {
        return scale;
    }

    /**
     * The scores as measured, not scaled.
     *
     * @return in the order of the objects
     */
    public double[] scores() {
        return scores;
    }

    /**
     * The row of the user's table that each object came from.
     *
     * @return counted from 1, in the order of the objects
     */
    public long[] rows() {
        return rows;
    }

    private double logReward(final int i) {
        return logScale() + exponent * Math.log(Math.max((scores[i] - low) / (high - low), floor));
    }

    private double logScale() {
        return scale == 1 ? 0 : Math.log(scale);
    }

    @Override
    public LogReward on(final Environment environment) {
        return on(environment, Progress.NONE);
    }

    @Override
    public LogReward on(final Environment environment, final Progress progress) {
        final int width = environment.stateLength();
        final StateIndex index = new StateIndex(width, objects.length);
        final double[] logRewards = new double[objects.length];
        final int[] state = new int[width];
        for (int i = 0; i < objects.length; i++) {
            if (i % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
            try {
                environment.parse(objects[i], state, 0);
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException("Row " + rows[i] + " of the reward's table does not fit the design "
                        + "space: " + e.getMessage(), e);
            }
            if (index.add(state, 0) != i) {
                throw new IllegalArgumentException("Row " + rows[i] + " of the reward's table has " + objects[i]
                        + " a second time.");
            }
            logRewards[i] = logReward(i);
        }
        final double elsewhere = logScale() + exponent * Math.log(floor);
        return (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                final int found = index.find(states, i * width);
                result[i] = found < 0 ? elsewhere : logRewards[found];
            }
        };
    }

    /** Measured objects one by one, and all others, which have the floor's reward, at once. */
    @Override
    public OptionalDouble logPartition(final Environment environment) {
        final double elsewhere = logScale() + exponent * Math.log(floor);
        double greatest = elsewhere;
        for (int i = 0; i < objects.length; i++) {
            greatest = Math.max(greatest, logReward(i));
        }
        double sum = Math.max(0, environment.objectCount() - objects.length) * Math.exp(elsewhere - greatest);
        for (int i = 0; i < objects.length; i++) {
            sum += Math.exp(logReward(i) - greatest);
        }
        return Double.isInfinite(sum) ? OptionalDouble.empty() : OptionalDouble.of(greatest + Math.log(sum));
    }

    @Override
    public String title() {
        return "Measured scores of " + String.format(Locale.ROOT, "%,d", objects.length).replace(',', '\u202f')
                + " objects, exponent " + number(exponent) + (scale == 1 ? "" : ", scale " + number(scale))
                + "; all other objects count as the floor (" + number(floor)
                + ")";
    }

    /** Without an exponent where that is readable. */
    private static String number(final double value) {
        return value >= 1e-6 && value < 1e9
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "table");
        map.put("objects", objects.length);
        map.put("low", low);
        map.put("high", high);
        map.put("exponent", exponent);
        map.put("floor", floor);
        if (scale != 1) {
            map.put("scale", scale);
        }
        return map;
    }
}
