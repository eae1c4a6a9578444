package org.gflownet4j.app.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.report.KeyFigure;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.table.Table;

/** Says in words what a run gave. */
public final class RunSummary {

    private static final int BEST = 5;
    private static final double GOOD_TV = 0.2;
    private static final double FAIR_TV = 0.5;

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
        if (has("tv")) {
            sentences.add(
                    "The model's distribution and the target overlap by " + NumberText.percent(1 - figures.get("tv"))
                            + " (total variation " + NumberText.of(figures.get("tv"))
                            + ", where 0 is perfect, computed over all "
                            + NumberText.of(figures.get("objects")) + " objects): " + verdict(figures.get("tv")));
        }
        if (has("elbo_gap")) {
            sentences.add("log Z (exact) minus the evidence lower bound is " + NumberText.of(figures.get("elbo_gap"))
                    + " nats, where 0 is perfect; the model puts log Z at " + NumberText.of(figures.get("log_z"))
                    + ", exactly it is " + NumberText.of(figures.get("log_z_exact")) + ".");
        } else if (has("elbo_samples")) {
            sentences.add("From samples, the evidence lower bound of log Z is "
                    + NumberText.of(figures.get("elbo_samples")) + "; the model puts log Z at "
                    + NumberText.of(figures.get("log_z")) + ".");
        }
        RunResults.first(results.samples()).ifPresent(samples -> sentences.add(results.isDiverseSelection()
                ? NumberText.of(samples.rows()) + " good objects that differ from each other were selected."
                : "Of " + NumberText.of(RunResults.drawn(samples)) + " drawn objects, " + NumberText.of(samples.rows())
                        + " are distinct."));
        return sentences;
    }

    private static String trained(final GFlowNetModel model) {
        final Optional<Double> updates = RunResults.number(model, "updates");
        final Optional<Double> drawn = RunResults.number(model, "trajectories");
        return "The model learned to draw " + model.environment().title() + " in proportion to their reward"
                + (updates.isPresent() && drawn.isPresent() ? ", in " + NumberText.of(updates.get())
                        + " training steps on " + NumberText.of(drawn.get()) + " drawn objects"
                        + RunResults.trainingSeconds(model).map(seconds -> " (" + seconds(seconds) + ")").orElse("")
                        : "")
                + ".";
    }

    private static String verdict(final double totalVariation) {
        if (totalVariation <= GOOD_TV) {
            return "it draws objects nearly in proportion to their reward.";
        }
        return totalVariation <= FAIR_TV
                ? "it has learned the main preferences; more training steps make it more exact."
                : "it is not trained enough yet; use more training steps.";
    }

    static String seconds(final double seconds) {
        return NumberText.of(seconds < 10 ? Math.round(seconds * 10) / 10.0 : Math.round(seconds)) + " s";
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
        if (has("tv")) {
            list.add(new KeyFigure("Match with the target", NumberText.percent(1 - figures.get("tv")), "Share of the "
                    + "model's draws that a perfect model would draw as well (1 − total variation); 100 % is perfect."));
        }
        if (has("elbo_gap")) {
            list.add(new KeyFigure("ELBO gap", NumberText.of(figures.get("elbo_gap")) + " nats",
                    "log Z (exact) minus the "
                            + "evidence lower bound; 0 is perfect."));
        }
        RunResults.first(results.samples()).ifPresent(samples -> list.add(results.isDiverseSelection()
                ? new KeyFigure("Diverse objects", NumberText.of(samples.rows()),
                        "Good ones that differ from each other, selected from all that were drawn.")
                : new KeyFigure("Distinct objects", NumberText.of(samples.rows()), "Different ones among the "
                        + NumberText.of(RunResults.drawn(samples)) + " that were drawn.")));
        if (has("training_seconds")) {
            list.add(new KeyFigure("Training time", seconds(figures.get("training_seconds")), "The whole run took "
                    + seconds(figures.get("seconds")) + "."));
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
