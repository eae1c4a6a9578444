package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.table.Table;

/** Objects that a user knows and training begins with. */
final class KnownTable {

    private KnownTable() {
    }

    /**
     * Reads the table and looks up the rewards. Rows that can not be used are counted in a warning.
     *
     * @param table has the objects
     * @param column with the objects; empty for the first text column
     * @param space that they should belong to
     * @param reward of the objects, the one that is trained for
     * @param progress cancel, warnings
     * @return the objects with their rewards
     * @throws OperationException if the table has no such column, or none of its rows can be used
     */
    static KnownObjects of(final Table table, final String column, final Environment space, final LogReward reward,
            final Progress progress) {
        final ObjectColumn objects = ObjectColumn.of(table, column, space, progress);
        final double[] rewards = RewardOfObjects.of(reward, objects.states(), objects.count(), space.stateLength(),
                progress);
        final int index = TableColumns.find(table, column, true);
        final List<String> texts = new ArrayList<>();
        final double[] logRewards = new double[table.rows()];
        final long[] rows = new long[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
            if (!table.isMissing(row, index)) {
                final int place = objects.place(row);
                logRewards[texts.size()] = place < 0 ? Double.NaN : rewards[place];
                rows[texts.size()] = row + 1;
                texts.add(table.text(row, index).strip());
            }
        }
        if (objects.missing() > 0) {
            progress.warn(NumberText.of(objects.missing()) + " of " + NumberText.of(table.rows())
                    + " rows of the known objects have no object and were left out.");
        }
        final KnownObjects known = known(space, texts, Arrays.copyOf(logRewards, texts.size()),
                Arrays.copyOf(rows, texts.size()));
        known.warning().ifPresent(progress::warn);
        return known;
    }

    private static KnownObjects known(final Environment space, final List<String> texts, final double[] logRewards,
            final long[] rows) {
        try {
            return KnownObjects.of(space, texts, logRewards, rows);
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Give objects of the design space, one per row, or remove the table.");
        }
    }
}
