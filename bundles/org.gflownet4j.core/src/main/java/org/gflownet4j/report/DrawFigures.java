package org.gflownet4j.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.picture.RewardHistogram;
import org.gflownet4j.table.Table;

/**
 * What the Sampler drew in all, known objects and those that were not selected among it, while its table has only what was
 * kept.
 *
 * @param draws how many objects were drawn
 * @param different how many different ones they are
 * @param kept how many of these the Sampler's table has
 * @param meanReward of the draws; NaN if there is none
 * @param rewards how the rewards of the draws are distributed, as {@link RewardHistogram} gives it
 */
public record DrawFigures(long draws, long different, long kept, double meanReward, Table rewards) {

    private static final String FIGURE = "figure";
    private static final String VALUE = "value";
    private static final String FROM = "reward from";
    private static final String TO = "reward to";
    private static final String SHARE = "share of the draws";

    /**
     * Counts what was drawn.
     *
     * @param rewards of the different objects
     * @param times how often each was drawn
     * @param kept how many of them the Sampler's table has
     * @return the figures
     */
    public static DrawFigures of(final double[] rewards, final double[] times, final long kept) {
        long draws = 0;
        double counted = 0;
        double sum = 0;
        for (int i = 0; i < rewards.length; i++) {
            draws += (long) times[i];
            if (Double.isFinite(rewards[i])) {
                counted += times[i];
                sum += rewards[i] * times[i];
            }
        }
        return new DrawFigures(draws, rewards.length, kept, counted == 0 ? Double.NaN : sum / counted,
                RewardHistogram.ofDraws(rewards, times));
    }

    /**
     * The same where objects were given more than once, such as for several inverse temperatures.
     *
     * @param number of objects that are really different
     * @return with this number of them
     */
    public DrawFigures withDifferent(final long number) {
        return new DrawFigures(draws, number, kept, meanReward, rewards);
    }

    /**
     * The figures as one table, to be kept.
     *
     * @return what {@link #of(Table)} reads
     */
    public Table table() {
        final Table.Builder table = Table.builder(new Table.Column(FIGURE, Table.Type.TEXT),
                new Table.Column(VALUE, Table.Type.NUMBER), new Table.Column(FROM, Table.Type.NUMBER),
                new Table.Column(TO, Table.Type.NUMBER));
        table.row("draws", draws, null, null).row("different", different, null, null).row("kept", kept, null, null)
                .row("mean reward", meanReward, null, null);
        final int from = rewards.indexOf(FROM);
        final int to = rewards.indexOf(TO);
        final int share = rewards.indexOf("samples");
        for (int row = 0; row < rewards.rows(); row++) {
            table.row(SHARE, rewards.number(row, share), rewards.number(row, from), rewards.number(row, to));
        }
        return table.build();
    }

    /**
     * Reads what {@link #table()} gave.
     *
     * @param table any
     * @return the figures; empty if the table has none
     */
    public static Optional<DrawFigures> of(final Table table) {
        final int figure = table.indexOf(FIGURE);
        final int value = table.indexOf(VALUE);
        final int from = table.indexOf(FROM);
        final int to = table.indexOf(TO);
        if (figure < 0 || value < 0 || from < 0 || to < 0) {
            return Optional.empty();
        }
        final Map<String, Double> values = new HashMap<>();
        final Table.Builder rewards = RewardHistogram.table();
        for (int row = 0; row < table.rows(); row++) {
            if (SHARE.equals(table.text(row, figure))) {
                rewards.row(table.number(row, from), table.number(row, to), table.number(row, value));
            } else {
                values.put(table.text(row, figure), table.number(row, value));
            }
        }
        if (!values.containsKey("draws") || !values.containsKey("different") || !values.containsKey("kept")) {
            return Optional.empty();
        }
        return Optional.of(new DrawFigures(values.get("draws").longValue(), values.get("different").longValue(),
                values.get("kept").longValue(), values.getOrDefault("mean reward", Double.NaN), rewards.build()));
    }
}
