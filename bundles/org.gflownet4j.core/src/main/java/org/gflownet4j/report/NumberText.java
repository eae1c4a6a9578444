package org.gflownet4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** Numbers as people read them: few digits, a thin space between thousands, a true minus sign. */
public final class NumberText {

    /** What stands for a number that is missing or not finite. */
    public static final String MISSING = "\u2013";

    private static final char THIN_SPACE = '\u202F';
    private static final char MINUS = '\u2212';
    private static final String TIMES_TEN = THIN_SPACE + "\u00D7" + THIN_SPACE + "10";
    private static final String SUPERSCRIPTS = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e9;
    /** From here on not every whole number is a double of its own. */
    private static final double LARGEST_WHOLE = 1e15;

    private NumberText() {
    }

    /**
     * A number with four significant digits; whole numbers with all their digits.
     *
     * @param value any
     * @return for example {@code 12 345}, {@code 0.0312} or {@code 1.5 × 10⁻⁷}; {@link #MISSING} if it is not finite
     */
    public static String of(final double value) {
        if (!Double.isFinite(value)) {
            return MISSING;
        }
        final double size = Math.abs(value);
        if (value == Math.rint(value) && size < LARGEST_WHOLE) {
            return plain(BigDecimal.valueOf((long) value));
        }
        return size < SMALLEST_PLAIN || size >= LARGEST_PLAIN ? scientific(value)
                : plain(stripped(new BigDecimal(value).round(FOUR_DIGITS)));
    }

    /**
     * A share in per cent with three significant digits.
     *
     * @param share 0 to 1
     * @return for example {@code 4.25 %}; {@link #MISSING} if it is not finite
     */
    public static String percent(final double share) {
        if (!Double.isFinite(share)) {
            return MISSING;
        }
        return of(new BigDecimal(share * 100).round(THREE_DIGITS).doubleValue()) + THIN_SPACE + "%";
    }

    /**
     * A probability as odds.
     *
     * @param logProbability natural logarithm of the probability
     * @return for example {@code 1 in 12 300}; {@link #MISSING} if it is not a number, {@code never} for a probability
     *         of 0
     */
    public static String oneIn(final double logProbability) {
        if (Double.isNaN(logProbability)) {
            return MISSING;
        }
        if (logProbability == Double.NEGATIVE_INFINITY) {
            return "never";
        }
        final double draws = Math.exp(-logProbability);
        final String text;
        if (Double.isInfinite(draws)) {
            text = power(-logProbability / Math.log(10));
        } else if (draws >= LARGEST_PLAIN) {
            text = scientific(draws);
        } else {
            final MathContext digits = draws < 10 ? new MathContext(2) : THREE_DIGITS;
            text = plain(stripped(new BigDecimal(Math.max(1, draws)).round(digits)));
        }
        return "1 in " + text;
    }

    /**
     * A number with two significant digits, for what is not known better.
     *
     * @param value any
     * @return for example {@code 1 200} or {@code 0.031}; {@link #MISSING} if it is not finite
     */
    public static String about(final double value) {
        return of(rounded(value, 2));
    }

    /**
     * A time.
     *
     * @param seconds of any length
     * @return in seconds, with one decimal below ten
     */
    public static String seconds(final double seconds) {
        return of(seconds < 10 ? Math.round(seconds * 10) / 10.0 : Math.round(seconds)) + " s";
    }

    /** A number with so many significant digits; as it is if it is not finite. */
    static double rounded(final double value, final int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)).doubleValue()
                : value;
    }

    /**
     * The numbers of a column, with as many decimals each as the largest needs for four significant digits.
     *
     * @param values any
     * @return one text per value; where sizes differ too much for that, each rounded by itself as {@link #of} does
     */
    static List<String> column(final double[] values) {
        final double[] sizes = Arrays.stream(values).filter(Double::isFinite).map(Math::abs).filter(v -> v > 0).sorted()
                .toArray();
        final boolean whole = Arrays.stream(sizes).allMatch(size -> size == Math.rint(size));
        final double largest = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        if (whole || largest < SMALLEST_PLAIN || largest >= LARGEST_PLAIN || sizes[0] < largest / 1000) {
            return Arrays.stream(values).mapToObj(NumberText::of).toList();
        }
        final int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(largest)));
        return Arrays.stream(values).mapToObj(value -> Double.isFinite(value)
                ? plain(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN))
                : MISSING).toList();
    }

    private static BigDecimal stripped(final BigDecimal value) {
        final BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String plain(final BigDecimal value) {
        final String digits = value.abs().toPlainString();
        final int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        final StringBuilder text = new StringBuilder(digits);
        for (int i = point - 3; i > 0; i -= 3) {
            text.insert(i, THIN_SPACE);
        }
        return value.signum() < 0 ? MINUS + text.toString() : text.toString();
    }

    private static String scientific(final double value) {
        final BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        final int exponent = rounded.precision() - rounded.scale() - 1;
        return plain(stripped(rounded.scaleByPowerOfTen(-exponent))) + TIMES_TEN + superscript(exponent);
    }

    /** A power of ten too large for a double. */
    private static String power(final double exponent) {
        return "10" + superscript((long) exponent);
    }

    private static String superscript(final long exponent) {
        final StringBuilder text = new StringBuilder(exponent < 0 ? "\u207B" : "");
        Long.toString(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }
}
