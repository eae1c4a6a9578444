package org.gflownet4j.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a noisy figure changed over the lines of a training log.
 *
 * @param begin median of the first tenth of the lines
 * @param late median of the last quarter but its last tenth of all lines, or {@code end} where there are too few
 * @param end median of the last tenth
 * @param spread largest minus smallest value in the last quarter
 */
record Course(double begin, double late, double end, double spread) {

    private static final double TENTH = 0.1;
    private static final double QUARTER = 0.25;
    /** A smaller change, as a share of the larger end, is called none. */
    private static final double CLEAR = 0.1;

    /** The course of a column; nothing if it holds no finite number. */
    static Optional<Course> of(final double[] column) {
        final double[] values = Arrays.stream(column).filter(Double::isFinite).toArray();
        if (values.length == 0) {
            return Optional.empty();
        }
        final int tenth = (int) Math.ceil(values.length * TENTH);
        final int quarter = Math.max(tenth, (int) (values.length * QUARTER));
        final double[] last = Arrays.copyOfRange(values, values.length - quarter, values.length);
        final double end = median(Arrays.copyOfRange(values, values.length - tenth, values.length));
        return Optional.of(new Course(median(Arrays.copyOf(values, tenth)),
                quarter == tenth ? end : median(Arrays.copyOf(last, quarter - tenth)), end,
                Arrays.stream(last).max().orElse(0) - Arrays.stream(last).min().orElse(0)));
    }

    /** Says how it changed: {@code fell from about 2.1 to about 0.3}. */
    String inWords(final String upwards) {
        if (Math.abs(end - begin) <= CLEAR * Math.max(Math.abs(begin), Math.abs(end))) {
            return "stayed at about " + NumberText.about(end);
        }
        return (end < begin ? "fell" : upwards) + " from about " + NumberText.about(begin) + " to about "
                + NumberText.about(end);
    }

    /** Whether it was still falling clearly when the log ended. */
    boolean fallsAtTheEnd() {
        return end < late * (1 - CLEAR);
    }

    private static double median(final double[] values) {
        Arrays.sort(values);
        final int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
