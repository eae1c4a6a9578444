package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.gflownet4j.table.Table;

/** Says in words what was drawn: all of it, or, where only a table of samples is there, what that has. */
public final class SamplesSummary {

    private final DrawFigures draws;
    /** Whether the figures are of everything that was drawn. */
    private final boolean complete;
    private final double bestReward;

    /**
     * A summary of what a table has, which may be a part of what was drawn.
     *
     * @param samples the Sampler's, with one row for each object: {@code reward}, and {@code times drawn}; without the latter
     *            each object counts once
     */
    public SamplesSummary(final Table samples) {
        this(samples, figures(samples), false);
    }

    /**
     * A summary of all that was drawn.
     *
     * @param samples the Sampler's, or the first rows of it: {@code reward}, the best first
     * @param draws what was drawn, whether or not the table has it
     */
    public SamplesSummary(final Table samples, final DrawFigures draws) {
        this(samples, draws, true);
    }

    private SamplesSummary(final Table samples, final DrawFigures draws, final boolean complete) {
        this.draws = draws;
        this.complete = complete;
        this.bestReward = Arrays.stream(samples.numbers("reward").orElse(new double[0])).filter(Double::isFinite)
                .max().orElse(Double.NaN);
    }

    private static DrawFigures figures(final Table samples) {
        final double[] rewards = samples.numbers("reward").orElseGet(() -> filled(samples.rows(), Double.NaN));
        final double[] times = samples.numbers("times drawn").orElseGet(() -> filled(samples.rows(), 1));
        final DrawFigures figures = DrawFigures.of(rewards,
                Arrays.stream(times).map(count -> Double.isFinite(count) ? count : 0).toArray(), samples.rows());
        final int object = Tables.firstText(samples);
        // at several inverse temperatures, an object can have several rows
        return object < 0 || samples.indexOf("inverse temperature") < 0 ? figures
                : figures
                        .withDifferent(IntStream.range(0, samples.rows()).filter(row -> !samples.isMissing(row, object))
                                .mapToObj(row -> samples.text(row, object)).distinct().count());
    }

    private static double[] filled(final int count, final double value) {
        final double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    /**
     * How often the objects were drawn in all.
     *
     * @return at least 0
     */
    public long drawn() {
        return draws.draws();
    }

    /**
     * Says how many of the drawn objects differ.
     *
     * @return a sentence
     */
    public String differentSentence() {
        final String different = NumberText.of(draws.different());
        if (complete) {
            return "Of " + NumberText.of(draws.draws()) + " drawn objects, " + different
                    + (draws.different() == 1 ? " is" : " are") + " different.";
        }
        return different + (draws.different() == 1 ? " object was drawn, " : " different objects were drawn, ")
                + NumberText.of(draws.draws()) + (draws.draws() == 1 ? " time in all." : " times in all.");
    }

    /**
     * How many objects were drawn, and how good they are.
     *
     * @return sentences
     */
    public List<String> sentences() {
        if (draws.different() == 0) {
            return List.of("The table has no rows: no object was drawn.");
        }
        final StringBuilder text = new StringBuilder(differentSentence());
        if (Double.isFinite(draws.meanReward())) {
            text.append(complete ? " The mean reward of the draws is "
                    : " Their mean reward, each counted as often as it was drawn, is ")
                    .append(NumberText.of(rounded(draws.meanReward()))).append('.');
        }
        if (draws.kept() != draws.different()) {
            text.append(draws.kept() == 0 ? " None of them is in the table."
                    : " The table has " + NumberText.of(draws.kept()) + " of them.");
        }
        if (Double.isFinite(bestReward)) {
            text.append(complete ? " The best object in the table has the reward " : " The best has the reward ")
                    .append(NumberText.of(rounded(bestReward))).append('.');
        }
        return List.of(text.toString());
    }

    /**
     * How many objects differ, as a figure for the page.
     *
     * @return the figure
     */
    public KeyFigure differentFigure() {
        return new KeyFigure("Different objects", NumberText.of(draws.different()),
                complete ? "Among the " + NumberText.of(draws.draws()) + " that were drawn."
                        : "Drawn " + NumberText.of(draws.draws()) + " times in all.");
    }

    /**
     * The figures that a reader should see first.
     *
     * @return for the page
     */
    public List<KeyFigure> keyFigures() {
        final List<KeyFigure> list = new ArrayList<>();
        if (draws.different() > 0) {
            list.add(differentFigure());
        }
        if (Double.isFinite(draws.meanReward())) {
            list.add(new KeyFigure("Mean reward", NumberText.of(rounded(draws.meanReward())),
                    complete ? "Of all draws." : "Of these objects, each counted as often as it was drawn."));
        }
        if (Double.isFinite(bestReward)) {
            list.add(new KeyFigure("Best reward", NumberText.of(rounded(bestReward)),
                    complete ? "Of the best object in the table." : "Of the best of these objects."));
        }
        return list;
    }

    private static double rounded(final double reward) {
        return NumberText.rounded(reward, 3);
    }
}
