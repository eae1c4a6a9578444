package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.gflownet4j.table.Table;

/** The Evaluator's figures: columns {@code metric}, {@code value}, and perhaps {@code perfect} and {@code meaning}. */
final class Metrics {

    private final Table table;

    Metrics(final Table table) {
        this.table = table;
    }

    /** Whether nothing was measured. */
    boolean isEmpty() {
        return table.rows() == 0;
    }

    /** The value of a metric, if it is there and finite. */
    OptionalDouble value(final String metric) {
        return number("value", metric);
    }

    /** What a perfect model would show, if it is there and finite. */
    OptionalDouble perfect(final String metric) {
        return number("perfect", metric);
    }

    private OptionalDouble number(final String column, final String metric) {
        final int names = table.indexOf("metric");
        final double[] values = table.numbers(column).orElse(new double[0]);
        for (int row = 0; names >= 0 && row < values.length; row++) {
            if (table.text(row, names).equals(metric) && Double.isFinite(values[row])) {
                return OptionalDouble.of(values[row]);
            }
        }
        return OptionalDouble.empty();
    }

    /** The exact log Z, where it is known. */
    OptionalDouble exactLogPartition() {
        return value("log_z_exact");
    }

    /** The model's own log Z. */
    OptionalDouble learnedLogPartition() {
        return value("log_z");
    }

    /** One line per metric for the page; none if the table has no metrics. */
    List<Map<String, Object>> lines() {
        final List<Map<String, Object>> lines = new ArrayList<>();
        final int names = table.indexOf("metric");
        final int meanings = table.indexOf("meaning");
        final double[] values = table.numbers("value").orElse(new double[0]);
        final double[] perfect = table.numbers("perfect").orElse(new double[0]);
        for (int row = 0; names >= 0 && row < values.length; row++) {
            lines.add(Map.of("name", table.text(row, names), "value", NumberText.of(values[row]),
                    "perfect", row < perfect.length ? NumberText.of(perfect[row]) : NumberText.MISSING,
                    "meaning", meanings < 0 ? "" : table.text(row, meanings)));
        }
        return lines;
    }
}
