package org.gflownet4j.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Ticks as people read them: no needless digits, a space between thousands, powers of ten where numbers get long. */
final class TickLabels {

    private static final double LARGEST_PLAIN = 1e6;
    private static final double SMALLEST_PLAIN = 1e-4;
    /** So many digits tell the ticks of an axis apart. */
    private static final MathContext PRECISION = new MathContext(12, RoundingMode.HALF_EVEN);
    private static final char MINUS = '\u2212';
    /** Every font has it, unlike the thin one. */
    private static final char SPACE = '\u00A0';
    private static final String SUPERSCRIPTS = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

    private TickLabels() {
    }

    /** One label for each tick, on an axis of even steps all with as many decimals as one needs. */
    static List<String> of(final Axis axis, final List<Double> ticks) {
        final List<BigDecimal> values = ticks.stream()
                .map(tick -> new BigDecimal(tick).round(PRECISION).stripTrailingZeros()).toList();
        if (axis.logarithmic()) {
            return values.stream().map(value -> label(value, exponent(value.doubleValue()), 0)).toList();
        }
        final int exponent = exponent(ticks.stream().mapToDouble(Math::abs).max().orElse(1));
        final int decimals = values.stream().filter(value -> value.signum() != 0)
                .mapToInt(value -> value.scale() + exponent).max().orElse(0);
        return values.stream().map(value -> label(value, exponent, decimals)).toList();
    }

    /** The power of ten that is split off, 0 where plain digits are short. */
    private static int exponent(final double size) {
        return size >= SMALLEST_PLAIN && size < LARGEST_PLAIN || size == 0 ? 0
                : (int) Math.floor(Math.log10(size) + 1e-9);
    }

    private static String label(final BigDecimal value, final int exponent, final int decimals) {
        if (value.signum() == 0) {
            return "0";
        }
        final BigDecimal shown = value.scaleByPowerOfTen(-exponent).stripTrailingZeros();
        final String digits = grouped(shown.abs().setScale(Math.max(0, Math.max(decimals, shown.scale()))));
        final String text = exponent == 0 ? digits
                : ("1".equals(digits) ? "" : digits + SPACE + "\u00D7" + SPACE) + "10" + superscript(exponent);
        return value.signum() < 0 ? MINUS + text : text;
    }

    private static String grouped(final BigDecimal value) {
        final String digits = value.toPlainString();
        final StringBuilder text = new StringBuilder(digits);
        for (int i = (digits + ".").indexOf('.') - 3; i > 0; i -= 3) {
            text.insert(i, SPACE);
        }
        return text.toString();
    }

    private static String superscript(final int exponent) {
        final StringBuilder text = new StringBuilder(exponent < 0 ? "\u207B" : "");
        Integer.toString(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }
}
