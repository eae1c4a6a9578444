package org.gflownet4j.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.operation.ExampleDataOperation;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;

/** Benchmark tasks whose reward was measured, or predicted, for each sequence. */
final class TableTasks {

    private static final String TFBIND8 = "tfbind8";
    private static final String QM9STR = "qm9str";
    private static final String SEHSTR = "sehstr";
    private static final String DNA = "ACGT";

    private static final double FLOOR = 1e-3;
    private static final int TFBIND8_MODES = 328;
    private static final double TFBIND8_EXPONENT = 3;
    private static final double TFBIND8_SCALE = 10;
    private static final double QM9STR_EXPONENT = 5;
    private static final double QM9STR_SCALE = 100;
    private static final double SEHSTR_EXPONENT = 6;
    private static final double SEHSTR_SCALE = 10;
    /** Greatest prediction of all 18⁶ sequences, which the scale refers to. */
    private static final double SEHSTR_HIGHEST = 7.033253;

    private TableTasks() {
    }

    /** The task of a name, if it is one of these. */
    static Optional<BenchTask> find(final String name, final TaskOptions options) throws IOException {
        if (name.equals(TFBIND8)) {
            return Optional.of(measured(name, options, scoresOfExample()));
        }
        if (name.startsWith(TFBIND8 + ":")) {
            final int count = 1 << 16;
            final float[] scores = options.data().floats(name.substring(TFBIND8.length() + 1), count, name);
            return Optional
                    .of(measured(name, options, IntStream.range(0, count).mapToDouble(i -> scores[i]).toArray()));
        }
        if (name.equals(QM9STR)) {
            return Optional.of(qm9(name, options));
        }
        if (name.equals(SEHSTR)) {
            return Optional.of(seh(name, options));
        }
        return Optional.empty();
    }

    private static double[] scoresOfExample() {
        final Table table = ExampleDataOperation.read();
        final double[] scores = IntStream.range(0, table.rows()).mapToDouble(row -> table.number(row, 1)).toArray();
        final double least = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).min().orElseThrow();
        final double greatest = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElseThrow();
        return IntStream.range(0, scores.length).mapToDouble(i -> (scores[i] - least) / (greatest - least)).toArray();
    }

    /** Scores in alphabetical order, scaled to 0 … 1. */
    private static BenchTask measured(final String name, final TaskOptions options, final double[] scores) {
        final Construction construction = options.construction().orElse(Construction.APPEND);
        final Environment space = new Sequence("DNA", DNA, 8, 8, construction);
        final String[] texts = texts(DNA, 8, scores.length);
        return new BenchTask(name, construction, space,
                reward(texts, scores, 1, TFBIND8_EXPONENT, TFBIND8_SCALE),
                Modes.of(space, spreadBest(texts, scores, TFBIND8_MODES)));
    }

    private static Reward reward(final String[] texts, final double[] scores, final double high, final double exponent,
            final double scale) {
        return new TableReward(texts, scores, IntStream.rangeClosed(1, texts.length).asLongStream().toArray(), 0, high,
                exponent, FLOOR / high, scale);
    }

    /** All words of a length, in alphabetical order. */
    private static String[] texts(final String letters, final int length, final int count) {
        final String[] texts = new String[count];
        final char[] text = new char[length];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int position = length - 1; position >= 0; position--) {
                text[position] = letters.charAt(rest % letters.length());
                rest /= letters.length();
            }
            texts[i] = new String(text);
        }
        return texts;
    }

    /** From the best down, each word that differs in two letters or more from all that were taken. */
    private static List<String> spreadBest(final String[] texts, final double[] scores, final int count) {
        final List<String> taken = new ArrayList<>();
        final List<Integer> order = IntStream.range(0, texts.length).boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i])).toList();
        for (final int i : order) {
            if (taken.size() < count && taken.stream().allMatch(other -> differences(other, texts[i]) >= 2)) {
                taken.add(texts[i]);
            }
        }
        return taken;
    }

    private static int differences(final String a, final String b) {
        int count = 0;
        for (int i = 0; i < a.length(); i++) {
            count += a.charAt(i) == b.charAt(i) ? 0 : 1;
        }
        return count;
    }

    private static BenchTask qm9(final String name, final TaskOptions options) throws IOException {
        final Construction construction = options.construction().orElse(Construction.APPEND);
        final String letters = "0123456789a";
        final int count = 161_051;
        final float[] gaps = options.data().floats("qm9str/qm9str_gap_pred.f32le", count, name);
        final double[] scores = IntStream.range(0, count).mapToDouble(i -> gaps[i]).toArray();
        double highest = 0;
        for (final double score : scores) {
            highest = Math.max(highest, score);
        }
        final Environment space = new Sequence("QM9 block", letters, 5, 5, construction);
        final Modes modes = options.data().has("qm9str/qm9str_modes.csv")
                ? Modes.of(space, options.data().texts("qm9str/qm9str_modes.csv", "seq", "div05", name)) : Modes.NONE;
        return new BenchTask(name, construction, space,
                reward(texts(letters, 5, count), scores, highest, QM9STR_EXPONENT, QM9STR_SCALE), modes);
    }

    private static BenchTask seh(final String name, final TaskOptions options) throws IOException {
        final Construction construction = options.construction().orElse(Construction.APPEND);
        final Environment space = new Sequence("sEH block", "0123456789abcdefgh", 6, 6, construction);
        final Modes modes = options.data().has("sehstr/sehstr_modes.csv")
                ? Modes.of(space, options.data().texts("sehstr/sehstr_modes.csv", "seq", "", name)) : Modes.NONE;
        return new BenchTask(name, construction, space,
                new TreeReward(options.data().json("sehstr/sehstr_gbt_model.json", name), SEHSTR_EXPONENT, FLOOR,
                        SEHSTR_SCALE / Math.pow(SEHSTR_HIGHEST, SEHSTR_EXPONENT)),
                modes);
    }

    /** One line for each task: its name and definition. */
    static List<String[]> list() {
        return List.of(
                new String[]{TFBIND8, "DNA 8-mers, R = 10 max(s, 0.001)^3, s the measured binding of SIX6; append, "
                        + "prepend-append or slots"},
                new String[]{TFBIND8 + ":FILE",
                        "the same for another factor: 65 536 floats in a file of the folder --data"},
                new String[]{QM9STR, "5 of 11 blocks, R = 100 (max(y, 0.001)/max)^5 (--data)"},
                new String[]{SEHSTR, "6 of 18 blocks, R = 10 (max(y, 0.001)/max)^6 (--data)"});
    }
}
