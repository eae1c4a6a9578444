package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.picture.RewardHistogram;
import org.gflownet4j.table.Table;

/**
 * Pages that each show what one node gave, for a pane that may be small. They are made of tables alone, so that they
 * are the same after the tables were saved and loaded, and as self-contained and safe as a {@link Report}.
 */
public final class NodePages {

    private NodePages() {
    }

    /**
     * The page of a node that has nothing to show yet.
     *
     * @param title the node's name
     * @param notes sentences, each ending in a full stop
     * @return a self-contained page
     */
    public static String empty(final String title, final List<String> notes) {
        return new Report(title, "").forPane().notes(notes).html();
    }

    /**
     * What training did.
     *
     * @param trainingLog the Learner's: {@code step}, {@code objects drawn}, {@code loss}, {@code log Z}, {@code mean reward},
     *            {@code seconds}; each may be missing
     * @param notes warnings, device, seed; each ends in a full stop
     * @return HTML
     */
    public static String training(final Table trainingLog, final List<String> notes) {
        final TrainingSummary summary = new TrainingSummary(trainingLog);
        return new Report("Training", "").forPane().summary(summary.sentences()).keyFigures(summary.keyFigures())
                .trainingLog(trainingLog).notes(notes).html();
    }

    /**
     * What was drawn: how many objects, how good they are, and the best of them.
     *
     * @param samples the Sampler's, with one row for each object: a text column with the objects; {@code reward},
     *            {@code log-probability} (natural logarithm), {@code times drawn}
     * @param notes warnings, device, seed; each ends in a full stop
     * @return HTML
     */
    public static String samples(final Table samples, final List<String> notes) {
        final SamplesSummary summary = new SamplesSummary(samples);
        return new Report("Samples", "").forPane().summary(summary.sentences()).keyFigures(summary.keyFigures())
                .samples(samples).distribution(RewardHistogram.ofDraws(samples)).notes(notes).html();
    }

    /**
     * How close a model is to its target.
     *
     * @param metrics the Evaluator's: {@code metric}, {@code value}, {@code perfect}, {@code meaning}
     * @param distribution the Evaluator's: {@code reward from}, {@code reward to}, and the shares {@code samples},
     *            {@code target} and {@code uniform}, 0 to 1; the last two may be missing
     * @param points the Evaluator's: a text column with the objects; {@code log reward}, {@code log-probability}, both natural
     *            logarithms
     * @param notes warnings, device, seed; each ends in a full stop
     * @return HTML
     */
    public static String evaluation(final Table metrics, final Table distribution, final Table points,
            final List<String> notes) {
        final EvaluationSummary summary = new EvaluationSummary(metrics);
        // above the charts the verdict, or why there is none; below them what it rests on
        final List<String> measured = summary.sentences();
        final int verdict = summary.isExact() ? 1 : 0;
        final List<String> above = new ArrayList<>(measured.subList(0, verdict));
        final List<String> below = new ArrayList<>(measured.subList(verdict, measured.size()));
        (summary.isExact() ? below : above).addAll(summary.limits());
        below.addAll(notes);
        final List<KeyFigure> figures = new ArrayList<>(summary.keyFigures());
        figures.addAll(summary.moreKeyFigures());
        return new Report("Evaluation", "").forPane().summary(above).keyFigures(figures)
                .metrics(metrics).distribution(distribution).points(points).notes(below).html();
    }
}
