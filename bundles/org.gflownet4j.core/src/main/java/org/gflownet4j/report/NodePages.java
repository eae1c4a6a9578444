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
     * What a table of samples has: how many objects, how good they are, and the best of them.
     *
     * @param samples the Sampler's, with one row for each object: a text column with the objects; {@code reward},
     *            {@code log-probability} (natural logarithm), {@code times drawn}
     * @param notes warnings, device, seed; each ends in a full stop
     * @return HTML
     */
    public static String samples(final Table samples, final List<String> notes) {
        final List<String> all = new ArrayList<>(notes);
        if (samples.rows() > 0) {
            all.add("Figures and histogram describe the rows that this page shows, which need not be all that was drawn.");
        }
        return samples(samples, new SamplesSummary(samples), RewardHistogram.ofDraws(samples), all);
    }

    /**
     * The same with figures of all that was drawn.
     *
     * @param samples the Sampler's, or the first rows of it
     * @param draws what was drawn, whether or not the table has it
     * @param notes warnings, device, seed; each ends in a full stop
     * @return HTML
     */
    public static String samples(final Table samples, final DrawFigures draws, final List<String> notes) {
        return samples(samples, new SamplesSummary(samples, draws), draws.rewards(), notes);
    }

    private static String samples(final Table samples, final SamplesSummary summary, final Table rewards,
            final List<String> notes) {
        return new Report("Samples", "").forPane().summary(summary.sentences()).keyFigures(summary.keyFigures())
                .samples(samples).distribution(rewards).notes(notes).html();
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
