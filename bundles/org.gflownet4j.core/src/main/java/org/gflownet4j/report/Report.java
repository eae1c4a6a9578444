package org.gflownet4j.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.table.Table;

/**
 * What a training run, its samples and its evaluation mean, as one HTML page for people who do not program. The page is
 * complete in itself: it works from a file, in a sandboxed frame and without a network, and it is pure ASCII.
 *
 * <pre>{@code
 * String page = new Report("SIX6 binding sites", "TF-Bind-8, DNA of length 8")
 *         .summary(List.of("The model learned to draw strong binders."))
 *         .samples(samplerTable)
 *         .trainingLog(learnerTable)
 *         .html();
 * }</pre>
 *
 * A part of the page is left out when nothing, or a table without rows, was given for it. Tables are those of the
 * operations; their columns are found by their names, and may be missing. Texts are data and never become markup.
 */
public final class Report {

    private static final Table NO_TABLE = Table.builder().build();

    private final String title;
    private final String subtitle;
    private List<String> summary = List.of();
    private List<KeyFigure> keyFigures = List.of();
    private Table samples = NO_TABLE;
    private Table distribution = NO_TABLE;
    private Table points = NO_TABLE;
    private Table trainingLog = NO_TABLE;
    private Table metrics = NO_TABLE;
    private Optional<List<ChangedSetting>> settings = Optional.empty();
    private List<String> notes = List.of();
    private boolean pane;

    /**
     * Begins a report.
     *
     * @param title its headline
     * @param subtitle a line below; may be empty
     */
    public Report(final String title, final String subtitle) {
        this.title = Objects.requireNonNull(title, "title");
        this.subtitle = Objects.requireNonNull(subtitle, "subtitle");
    }

    /**
     * Says the result in plain words.
     *
     * @param sentences each ends in a full stop
     * @return this
     */
    public Report summary(final List<String> sentences) {
        this.summary = List.copyOf(sentences);
        return this;
    }

    /**
     * Sets the figures that a reader should see first.
     *
     * @param figures three to six of them look best
     * @return this
     */
    public Report keyFigures(final List<KeyFigure> figures) {
        this.keyFigures = List.copyOf(figures);
        return this;
    }

    /**
     * Sets the objects that were drawn: the best are listed, and drawn as a sequence logo if they are sequences of one
     * length.
     *
     * @param table the Sampler's: a text column with the objects; {@code reward}, {@code log-probability} (natural
     *            logarithm), {@code times drawn}
     * @return this
     */
    public Report samples(final Table table) {
        this.samples = Objects.requireNonNull(table, "samples");
        return this;
    }

    /**
     * Sets how rewards are distributed.
     *
     * @param table the Evaluator's: {@code reward from}, {@code reward to}, and the shares {@code samples},
     *            {@code target} and {@code uniform}, 0 to 1; the last two may be missing
     * @return this
     */
    public Report distribution(final Table table) {
        this.distribution = Objects.requireNonNull(table, "distribution");
        return this;
    }

    /**
     * Sets log-probabilities beside log rewards.
     *
     * @param table the Evaluator's: a text column with the objects; {@code log reward}, {@code log-probability}, both
     *            natural logarithms
     * @return this
     */
    public Report points(final Table table) {
        this.points = Objects.requireNonNull(table, "points");
        return this;
    }

    /**
     * Sets the course of training.
     *
     * @param table the Learner's: {@code step}, {@code loss}, {@code log Z}, {@code mean reward}
     * @return this
     */
    public Report trainingLog(final Table table) {
        this.trainingLog = Objects.requireNonNull(table, "trainingLog");
        return this;
    }

    /**
     * Sets what was measured. {@code log_z_exact} and {@code log_z} also place lines in the charts.
     *
     * @param table the Evaluator's: {@code metric}, {@code value}, {@code perfect}, {@code meaning}
     * @return this
     */
    public Report metrics(final Table table) {
        this.metrics = Objects.requireNonNull(table, "metrics");
        return this;
    }

    /**
     * Says which settings were changed.
     *
     * @param changed empty if all settings are at their defaults, which the page then says
     * @return this
     */
    public Report settings(final List<ChangedSetting> changed) {
        this.settings = Optional.of(List.copyOf(changed));
        return this;
    }

    /**
     * Sets warnings, and what it takes to repeat the run: device, seed, versions.
     *
     * @param sentences each ends in a full stop
     * @return this
     */
    public Report notes(final List<String> sentences) {
        this.notes = List.copyOf(sentences);
        return this;
    }

    /** Sets the page for the view pane of a node, which may be small: close together, charts early. */
    Report forPane() {
        this.pane = true;
        return this;
    }

    /**
     * Makes the page.
     *
     * @return HTML; the same report always gives the same text
     * @throws IllegalStateException if this installation lacks a file that the page is made of
     */
    public String html() {
        final Metrics figures = new Metrics(metrics);
        final OptionalDouble exact = figures.exactLogPartition();
        final ChartData charts = new ChartData();
        charts.distribution(distribution);
        charts.points(points, exact.isPresent() ? exact : figures.learnedLogPartition());
        charts.training(trainingLog, exact);

        final Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", title);
        values.put("layout", pane ? "pane" : "paper");
        values.put("subtitle", subtitle);
        values.put("summary", sentences(summary));
        values.put("cards", section("keyFigures", keyFigures.stream().map(figure -> Map.<String, Object>of("label",
                figure.label(), "value", figure.value(), "explanation", figure.explanation())).toList()));
        values.put("metrics", section("metricLines", figures.lines()));
        values.put("settings", settings.map(changed -> List.of(changes(changed))).orElse(List.of()));
        values.put("notes", section("noteLines", sentences(notes)));
        final BestObjects best = BestObjects.of(samples);
        values.put("best", best.table());
        values.put("logo", best.logo(PageFiles.letterOutlines()));
        charts(charts, exact.isPresent(), values);
        PageFiles.addTo(values);
        return new Template(PageFiles.text("page.html")).fill(values);
    }

    private static void charts(final ChartData charts, final boolean exact, final Map<String, Object> values) {
        values.put("distribution", charts.has("distribution"));
        values.put("withTarget", charts.has("distribution", "target"));
        values.put("points", charts.has("points"));
        values.put("withLine", charts.has("points", "logPartition"));
        values.put("compared", charts.has("distribution", "target") || charts.has("points"));
        values.put("match", charts.has("distribution") || charts.has("points"));
        values.put("exact", exact);
        values.put("training", charts.has("training"));
        values.put("loss", charts.has("training", "loss"));
        values.put("logPartition", charts.has("training", "logPartition"));
        values.put("meanReward", charts.has("training", "meanReward"));
        values.put("charts", charts.has("distribution") || charts.has("points") || charts.has("training"));
        values.put("data", charts.json());
    }

    private static Map<String, Object> changes(final List<ChangedSetting> changed) {
        return Map.of("changed", section("settingLines", changed.stream().map(setting -> Map.<String, Object>of(
                "node", setting.node(), "setting", setting.title(), "value", setting.value(),
                "default", setting.defaultValue())).toList()));
    }

    /** A section with several lines: nothing without lines, so that its heading goes, too. */
    private static List<Map<String, Object>> section(final String name, final List<Map<String, Object>> lines) {
        return lines.isEmpty() ? List.of() : List.of(Map.of(name, lines));
    }

    private static List<Map<String, Object>> sentences(final List<String> sentences) {
        return sentences.stream().map(sentence -> Map.<String, Object>of("sentence", sentence)).toList();
    }
}
