package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.table.Table;

/** Says in words what was drawn. */
public final class SamplesSummary {

    private final long drawn;
    private final int distinct;
    private final double meanReward;
    private final double bestReward;

    /**
     * A summary.
     *
     * @param samples the Sampler's, with one row for each object: {@code reward}, and {@code times drawn}; without the latter
     *            each object counts once
     */
    public SamplesSummary(final Table samples) {
        final double[] rewards = samples.numbers("reward").orElse(new double[0]);
        final double[] times = samples.numbers("times drawn").orElse(new double[0]);
        long all = 0;
        double withReward = 0;
        double sum = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < samples.rows(); row++) {
            final double count = times.length == 0 ? 1 : Double.isFinite(times[row]) ? times[row] : 0;
            all += (long) count;
            if (row < rewards.length && Double.isFinite(rewards[row])) {
                withReward += count;
                sum += rewards[row] * count;
                best = Math.max(best, rewards[row]);
            }
        }
        this.drawn = all;
        this.distinct = samples.rows();
        this.meanReward = withReward == 0 ? Double.NaN : sum / withReward;
        this.bestReward = best;
    }

    /**
     * How many objects were drawn in all.
     *
     * @return at least 0
     */
    public long drawn() {
        return drawn;
    }

    /**
     * Says how many of the drawn objects differ.
     *
     * @return a sentence
     */
    public String distinctSentence() {
        return "Of " + NumberText.of(drawn) + " drawn objects, " + NumberText.of(distinct) + " are distinct.";
    }

    /**
     * How many objects were drawn, and how good they are.
     *
     * @return sentences
     */
    public List<String> sentences() {
        if (distinct == 0) {
            return List.of("The table has no rows: no object was drawn.");
        }
        return Double.isFinite(meanReward) ? List.of(distinctSentence() + " The mean reward of the draws is "
                + NumberText.of(rounded(meanReward)) + "; the best object has " + NumberText.of(rounded(bestReward))
                + ".")
                : List.of(distinctSentence());
    }

    /**
     * How many objects differ, as a figure for the page.
     *
     * @return the figure
     */
    public KeyFigure distinctFigure() {
        return new KeyFigure("Distinct objects", NumberText.of(distinct),
                "Different ones among the " + NumberText.of(drawn) + " that were drawn.");
    }

    /**
     * The figures that a reader should see first.
     *
     * @return for the page
     */
    public List<KeyFigure> keyFigures() {
        final List<KeyFigure> list = new ArrayList<>();
        if (distinct > 0) {
            list.add(distinctFigure());
        }
        if (Double.isFinite(meanReward)) {
            list.add(new KeyFigure("Mean reward", NumberText.of(rounded(meanReward)), "Of all draws."));
            list.add(new KeyFigure("Best reward", NumberText.of(rounded(bestReward)), "Of the best object drawn."));
        }
        return list;
    }

    private static double rounded(final double reward) {
        return NumberText.rounded(reward, 3);
    }
}
