package org.gflownet4j.app.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.report.EvaluationSummary;
import org.gflownet4j.report.KeyFigure;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.report.SamplesSummary;
import org.gflownet4j.table.Table;

/** Says in words what a run gave. */
public final class RunSummary {

    private static final int BEST = 5;

    private final RunResults results;
    private final Map<String, Double> figures;

    /**
     * A summary.
     *
     * @param results what the nodes gave
     * @param figures of the run
     */
    public RunSummary(final RunResults results, final Map<String, Double> figures) {
        this.results = results;
        this.figures = figures;
    }

    /**
     * What was trained, how exact it is, and what was drawn.
     *
     * @return sentences
     */
    public List<String> sentences() {
        final List<String> sentences = new ArrayList<>();
        RunResults.first(results.models()).ifPresent(model -> sentences.add(trained(model)));
        RunResults.first(results.metrics())
                .ifPresent(metrics -> sentences.addAll(new EvaluationSummary(metrics).sentences()));
        RunResults.first(results.samples()).ifPresent(samples -> sentences.add(results.isDiverseSelection()
                ? NumberText.of(samples.rows()) + " good objects that differ from each other were selected."
                : new SamplesSummary(samples).differentSentence()));
        return sentences;
    }

    private static String trained(final GFlowNetModel model) {
        final Optional<Double> updates = RunResults.number(model, "updates");
        final Optional<Double> drawn = RunResults.number(model, "trajectories");
        return "The model learned to draw " + model.environment().title() + " in proportion to their reward"
                + (updates.isPresent() && drawn.isPresent() ? ", in " + NumberText.of(updates.get())
                        + " training steps on " + NumberText.of(drawn.get()) + " drawn objects"
                        + RunResults.trainingSeconds(model).map(seconds -> " (" + NumberText.seconds(seconds) + ")")
                                .orElse("")
                        : "")
                + ".";
    }

    private boolean has(final String name) {
        return Double.isFinite(figures.getOrDefault(name, Double.NaN));
    }

    /**
     * The figures that a reader should see first.
     *
     * @return for the report
     */
    List<KeyFigure> keyFigures() {
        final List<KeyFigure> list = new ArrayList<>();
        RunResults.first(results.metrics())
                .ifPresent(metrics -> list.addAll(new EvaluationSummary(metrics).keyFigures()));
        RunResults.first(results.samples()).ifPresent(samples -> list.add(results.isDiverseSelection()
                ? new KeyFigure("Diverse objects", NumberText.of(samples.rows()),
                        "Good ones that differ from each other, selected from all that were drawn.")
                : new SamplesSummary(samples).differentFigure()));
        if (has("training_seconds")) {
            list.add(new KeyFigure("Training time", NumberText.seconds(figures.get("training_seconds")),
                    "The whole run took "
                            + NumberText.seconds(figures.get("seconds")) + "."));
        }
        return list;
    }

    /**
     * The best objects that were drawn.
     *
     * @return one line each, aligned; none if nothing was drawn
     */
    public List<String> best() {
        return RunResults.first(results.samples()).map(RunSummary::best).orElse(List.of());
    }

    private static List<String> best(final Table samples) {
        final int reward = samples.indexOf("reward");
        final int probability = samples.indexOf("log-probability");
        final int times = samples.indexOf("times drawn");
        final List<Integer> rows = IntStream.range(0, samples.rows()).boxed()
                .sorted(Comparator.comparingDouble(row -> -samples.number(row, reward))).limit(BEST).toList();
        final int width = rows.stream().mapToInt(row -> samples.text(row, 0).length()).max().orElse(0);
        return rows.stream().map(row -> samples.text(row, 0) + " ".repeat(width - samples.text(row, 0).length())
                + "  reward " + NumberText.of(samples.number(row, reward)) + ", "
                + NumberText.oneIn(samples.number(row, probability)) + " draws, drawn " + times(samples, row, times))
                .toList();
    }

    private static String times(final Table samples, final int row, final int column) {
        final long times = (long) samples.number(row, column);
        return times == 1 ? "once" : times == 2 ? "twice" : NumberText.of(times) + " times";
    }
}
