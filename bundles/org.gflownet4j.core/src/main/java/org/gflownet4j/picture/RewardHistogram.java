package org.gflownet4j.picture;

import java.util.Arrays;

import org.gflownet4j.table.Table;

/** How the rewards of draws are distributed. */
public final class RewardHistogram {

    /** At most. */
    private static final int BINS = 50;

    private RewardHistogram() {
    }

    /**
     * Counts draws in ranges of the reward with round ends. They begin at 0, or below if there are negative rewards.
     *
     * @param samples the Sampler's, with one row for each object: {@code reward}, and {@code times drawn}; without the latter
     *            each object counts once
     * @return {@code reward from}, {@code reward to}, and the share {@code samples} of the draws, 0 to 1; no rows if there are
     *         no draws with a finite reward
     */
    public static Table ofDraws(final Table samples) {
        final double[] reward = samples.numbers("reward").orElse(new double[0]);
        return ofDraws(reward, samples.numbers("times drawn").orElseGet(() -> ones(reward.length)));
    }

    /**
     * The same of arrays.
     *
     * @param reward of each object
     * @param times how often each was drawn
     * @return {@code reward from}, {@code reward to}, and the share {@code samples} of the draws
     */
    public static Table ofDraws(final double[] reward, final double[] times) {
        double low = 0;
        double high = 0;
        double draws = 0;
        for (int row = 0; row < reward.length; row++) {
            if (counts(reward[row], times[row])) {
                low = Math.min(low, reward[row]);
                high = Math.max(high, reward[row]);
                draws += times[row];
            }
        }
        final Table.Builder table = table();
        if (draws == 0) {
            return table.build();
        }
        final double width = high - low < Axis.SMALLEST ? 1 : Axis.roundStep((high - low) / BINS);
        final long first = (long) Math.floor(low / width);
        final int bins = (int) Math.max(1, Math.ceil(high / width) - first);
        final double[] shares = new double[bins];
        for (int row = 0; row < reward.length; row++) {
            if (counts(reward[row], times[row])) {
                final int bin = (int) (Math.floor(reward[row] / width) - first);
                shares[Math.min(bins - 1, bin)] += times[row] / draws;
            }
        }
        for (int bin = 0; bin < bins; bin++) {
            table.row((first + bin) * width, (first + bin + 1) * width, shares[bin]);
        }
        return table.build();
    }

    /**
     * A histogram that has no rows yet.
     *
     * @return with the columns {@code reward from}, {@code reward to}, {@code samples}
     */
    public static Table.Builder table() {
        return Table.builder(new Table.Column("reward from", Table.Type.NUMBER),
                new Table.Column("reward to", Table.Type.NUMBER), new Table.Column("samples", Table.Type.NUMBER));
    }

    private static boolean counts(final double reward, final double times) {
        return Axis.canPlace(reward) && times > 0 && Double.isFinite(times);
    }

    private static double[] ones(final int count) {
        final double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
