package org.gflownet4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.table.Table;

/** What the charts of the page are drawn from, as JSON that can stand in a script element. */
final class ChartData {

    /** More dots than this only cover each other. */
    private static final int MOST_POINTS = 5000;

    private final Map<String, Object> charts = new LinkedHashMap<>();

    /** Adds the reward distribution; nothing if the table lacks rows or columns. */
    void distribution(final Table table) {
        final Optional<double[]> from = table.numbers("reward from");
        final Optional<double[]> to = table.numbers("reward to");
        final Optional<double[]> samples = table.numbers("samples");
        if (table.rows() == 0 || from.isEmpty() || to.isEmpty() || samples.isEmpty()) {
            return;
        }
        final Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("from", list(from.get()));
        chart.put("to", list(to.get()));
        chart.put("samples", list(samples.get()));
        for (final String name : List.of("target", "uniform")) {
            table.numbers(name).filter(shares -> Arrays.stream(shares).anyMatch(Double::isFinite))
                    .ifPresent(shares -> chart.put(name, list(shares)));
        }
        charts.put("distribution", chart);
    }

    /** Adds log reward against log-probability; nothing if the table lacks rows or columns. */
    void points(final Table table, final OptionalDouble logPartition) {
        final Optional<double[]> logReward = table.numbers("log reward");
        final Optional<double[]> logProbability = table.numbers("log-probability");
        if (table.rows() == 0 || logReward.isEmpty() || logProbability.isEmpty()) {
            return;
        }
        final int objects = Tables.firstText(table);
        final int count = Math.min(MOST_POINTS, table.rows());
        final Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("logReward", list(logReward.get()).subList(0, count));
        chart.put("logProbability", list(logProbability.get()).subList(0, count));
        if (objects >= 0) {
            chart.put("objectName", table.columns().get(objects).name());
            final List<String> names = new ArrayList<>(count);
            for (int row = 0; row < count; row++) {
                names.add(table.text(row, objects));
            }
            chart.put("objects", names);
        }
        logPartition.ifPresent(value -> chart.put("logPartition", value));
        charts.put("points", chart);
    }

    /** Adds the training curves; nothing if the table lacks rows or columns. */
    void training(final Table log, final OptionalDouble exactLogPartition) {
        final Optional<double[]> step = log.numbers("step");
        if (log.rows() == 0 || step.isEmpty()) {
            return;
        }
        final Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("step", list(step.get()));
        log.numbers("loss").ifPresent(values -> chart.put("loss", list(values)));
        log.numbers("log Z").ifPresent(values -> chart.put("logPartition", list(values)));
        log.numbers("mean reward").ifPresent(values -> chart.put("meanReward", list(values)));
        exactLogPartition.ifPresent(value -> chart.put("exactLogPartition", value));
        charts.put("training", chart);
    }

    /** Whether the page has this chart. */
    boolean has(final String chart) {
        return charts.containsKey(chart);
    }

    /** Whether the page has this curve of a chart. */
    boolean has(final String chart, final String curve) {
        return charts.get(chart) instanceof Map<?, ?> curves && curves.containsKey(curve);
    }

    /**
     * The JSON text. Nothing in it can end the script element or start markup: what could, and what is not ASCII, is
     * written by its number.
     */
    String json() {
        final String json;
        try {
            json = JSON.std.asString(charts);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final StringBuilder escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            final char c = json.charAt(i);
            if (c == '<' || c == '>' || c == '&' || c > '~') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Numbers that are not finite become null, as JSON has none of them. */
    private static List<Double> list(final double[] values) {
        final List<Double> list = new ArrayList<>(values.length);
        for (final double value : values) {
            list.add(Double.isFinite(value) ? value : null);
        }
        return list;
    }
}
