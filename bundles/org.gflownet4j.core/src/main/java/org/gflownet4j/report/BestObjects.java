package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;

import org.gflownet4j.table.Table;

/** The samples with the highest reward: values for the parts of the page that show them. */
final class BestObjects {

    private static final int IN_TABLE = 20;
    private static final int IN_LOGO = 50;
    /** So many samples show what letters there are. */
    private static final int FOR_ALPHABET = 10_000;

    private final Table samples;
    /** Rows of the samples, the highest reward first. */
    private final List<Integer> rows;
    private final List<String> objects;
    private final int objectColumn;
    private final Alphabet alphabet;
    private final int alphabetSize;

    private BestObjects(final Table samples, final List<Integer> rows, final int objectColumn) {
        this.samples = samples;
        this.rows = rows;
        this.objectColumn = objectColumn;
        this.objects = rows.stream().map(row -> samples.text(row, objectColumn)).toList();
        final List<String> many = rows.isEmpty() ? List.of()
                : IntStream.range(0, Math.min(FOR_ALPHABET, samples.rows()))
                        .mapToObj(row -> samples.text(row, objectColumn)).filter(text -> !text.isEmpty()).toList();
        this.alphabet = Alphabet.of(many);
        this.alphabetSize = alphabet.size(many);
    }

    /** The best rows of a table with one row per object; none if it has no text column. */
    static BestObjects of(final Table samples) {
        final int objectColumn = Tables.firstText(samples);
        final double[] rewards = samples.numbers("reward").orElse(new double[samples.rows()]);
        return new BestObjects(samples, objectColumn < 0 ? List.of()
                : IntStream.range(0, samples.rows()).filter(row -> !samples.isMissing(row, objectColumn)).boxed()
                        .sorted(Comparator.comparingDouble(row -> Double.isNaN(rewards[row]) ? Double.POSITIVE_INFINITY
                                : -rewards[row]))
                        .limit(IN_LOGO).toList(),
                objectColumn);
    }

    /** The logo, or nothing if the objects do not suit one. */
    List<Map<String, Object>> logo(final Properties outlines) {
        if (!SequenceLogo.suits(objects)) {
            return List.of();
        }
        final SequenceLogo logo = SequenceLogo.of(objects, alphabetSize);
        return List.of(Map.of("count", objects.size(), "consensus", logo.consensus(), "bits",
                NumberText.of(logo.mostBits()), "lines", new LogoDrawing(logo, alphabet, outlines).lines()));
    }

    /** The table of the best, or nothing if there are none. */
    List<Map<String, Object>> table() {
        if (rows.isEmpty()) {
            return List.of();
        }
        final List<Integer> shown = rows.subList(0, Math.min(IN_TABLE, rows.size()));
        final Map<String, List<String>> columns = new LinkedHashMap<>();
        numbers("reward", shown).ifPresent(values -> columns.put("reward", NumberText.column(values)));
        numbers("log-probability", shown).ifPresent(values -> columns.put("probability",
                Arrays.stream(values).mapToObj(NumberText::oneIn).toList()));
        numbers("times drawn", shown).ifPresent(values -> columns.put("times drawn", NumberText.column(values)));
        numbers("inverse temperature", shown).ifPresent(values -> columns.put("β", NumberText.column(values)));
        final List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            final int line = i;
            lines.add(Map.of("rank", i + 1, "object", letters(objects.get(i)), "figures",
                    columns.values().stream().map(texts -> Map.of("figure", texts.get(line))).toList()));
        }
        return List.of(Map.of("count", shown.size(), "objectName", samples.columns().get(objectColumn).name(),
                "headers", columns.keySet().stream().map(name -> Map.of("header", name)).toList(),
                "withProbability", columns.containsKey("probability"), "lines", lines));
    }

    private Optional<double[]> numbers(final String column, final List<Integer> shown) {
        return samples.numbers(column)
                .map(values -> shown.stream().mapToDouble(row -> values[row]).toArray());
    }

    /** Bases one by one, each with its colour; other objects in one piece. */
    private List<Map<String, Object>> letters(final String object) {
        if (alphabet == Alphabet.OTHER) {
            return List.of(Map.of("style", "plain", "text", object));
        }
        return object.chars().mapToObj(c -> Map.<String, Object>of("style", alphabet.style(c), "text",
                Character.toString(c))).toList();
    }
}
