package org.gflownet4j.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;

/** <em>Table Reward</em>: measured scores become a reward by look-up. */
public final class TableRewardOperation implements Operation<TableRewardOperation.Settings> {

    /** Which end of the scores is the good one. */
    public enum Direction {
        /** For binding, activity, yield. */
        HIGH_IS_GOOD,
        /** For energies, toxicity, IC50. */
        LOW_IS_GOOD
    }

    /**
     * Settings.
     *
     * @param objectColumn text column with the objects; empty for the first text column
     * @param scoreColumn number column with the scores; empty for the first number column
     * @param direction which end is the good one
     * @param exponent power that the scaled score is raised to
     * @param floor least scaled score, also that of objects that are not in the table
     */
    public record Settings(
            @Setting(title = "Object column",
                    description = "The column with the objects, such as sequences. Empty: the first text column.") String objectColumn,
            @Setting(title = "Score column",
                    description = "The column with the measured scores. Empty: the first number "
                            + "column.") String scoreColumn,
            @Setting(title = "Good scores are",
                    description = "Whether high or low scores are wanted.") Direction direction,
            @Setting(title = "Exponent",
                    description = "How strongly better scores are preferred. 1 prefers them mildly; "
                            + "with larger numbers only the best remain. 3 is a good start.") double exponent,
            @Setting(title = "Floor",
                    description = "Scores are scaled so that the worst is 0 and the best is 1. Scaled "
                            + "scores below the floor, and objects that are not in the table, count as the floor.",
                    advanced = true) double floor) {
    }

    @Override
    public String name() {
        return "Table Reward";
    }

    @Override
    public String description() {
        return "Makes a reward of a table of measured objects: the better the score, the more often an object is drawn.";
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Measured data", Port.Type.TABLE, "One row per object with its measured score."),
                new Port("Design space", Port.Type.DESIGN_SPACE,
                        "To check that the measured objects belong to it, and to say which share of it is measured.",
                        true));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Reward", Port.Type.REWARD, "Looks objects up in the table."));
    }

    @Override
    public Settings defaults() {
        return new Settings("", "", Direction.HIGH_IS_GOOD, 3, 1e-3);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(reward(settings, (Table) inputs.get(0),
                ((Optional<?>) inputs.get(1)).map(Environment.class::cast), execution.progress()));
    }

    /**
     * Makes the reward. Rows with a missing object or score are left out; several scores of one object are averaged; each
     * is said in one warning.
     *
     * @param settings what the user chose
     * @param table measured data
     * @param progress gets the warnings, and is asked for cancellation
     * @return the reward
     * @throws OperationException if the table can not be used
     */
    public TableReward reward(final Settings settings, final Table table, final Progress progress) {
        return reward(settings, table, Optional.empty(), progress);
    }

    /**
     * Makes the reward, and warns if most of the design space was not measured.
     *
     * @param settings what the user chose
     * @param table measured data
     * @param space that the objects belong to, to measure {@linkplain Coverage coverage} with
     * @param progress gets the warnings, and is asked for cancellation
     * @return the reward
     * @throws OperationException if the table can not be used, or has an object that does not belong to the space
     */
    public TableReward reward(final Settings settings, final Table table, final Optional<Environment> space,
            final Progress progress) {
        Ranges.checkAbove("exponent", settings.exponent(), 0, TableReward.MAX_EXPONENT);
        if (!(settings.floor() > 0 && settings.floor() < 1)) {
            throw new OperationException("The floor must be greater than 0 and less than 1, not " + settings.floor()
                    + ".", "0.001 is a good choice.");
        }
        if (table.rows() == 0) {
            throw new OperationException("The table of measured data is empty.",
                    "Give a table with one row per measured object.");
        }
        final int objectColumn = TableColumns.find(table, settings.objectColumn(), true);
        final int scoreColumn = TableColumns.find(table, settings.scoreColumn(), false);
        final Map<String, Measured> measured = new LinkedHashMap<>();
        int missing = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (row % 1024 == 0) {
                progress.checkCancelled();
            }
            if (table.text(row, objectColumn).isBlank() || table.isMissing(row, scoreColumn)) {
                missing++;
                continue;
            }
            final double score = table.number(row, scoreColumn);
            if (Double.isInfinite(score)) {
                throw new OperationException("Row " + (row + 1) + ": the score of " + table.text(row, objectColumn)
                        + " is infinite.", "Remove the row, or give it a number.");
            }
            final int number = row + 1;
            measured.computeIfAbsent(table.text(row, objectColumn).strip(), object -> new Measured(number)).add(score);
        }
        warn(table, measured, missing, progress);
        final TableReward reward = reward(settings, measured);
        space.ifPresent(environment -> checkFits(reward, measured.keySet(), environment, progress));
        final Coverage coverage = Coverage.of(reward, space);
        progress.note(coverage.sentence());
        if (coverage.isLow()) {
            progress.warn(coverage.words() + "; all others count as the floor ("
                    + NumberText.of(settings.floor())
                    + "), so a surrogate reward (a model fitted to the measurements, which also "
                    + "predicts objects that were not measured) would be the better choice.");
        }
        return reward;
    }

    private static void checkFits(final TableReward reward, final Set<String> objects, final Environment space,
            final Progress progress) {
        try {
            reward.on(space, progress);
        } catch (final IllegalArgumentException e) {
            final int foreign = foreign(objects, space, progress);
            if (foreign > 1) {
                throw new OperationException(NumberText.of(foreign) + " of " + NumberText.of(objects.size())
                        + " objects do not belong to the design space. The first: " + e.getMessage(),
                        "Remove these rows, or change the design space so that the objects belong to it.");
            }
            throw new OperationException(e,
                    "Remove the row, or change the design space so that the object belongs to it.");
        }
    }

    private static int foreign(final Set<String> objects, final Environment space, final Progress progress) {
        final int[] state = new int[space.stateLength()];
        int foreign = 0;
        for (final String object : objects) {
            progress.checkCancelled();
            try {
                space.parse(object, state, 0);
            } catch (final IllegalArgumentException e) {
                foreign++;
            }
        }
        return foreign;
    }

    private static void warn(final Table table, final Map<String, Measured> measured, final int missing,
            final Progress progress) {
        if (measured.isEmpty()) {
            throw new OperationException("All " + table.rows() + " rows lack an object or a score.",
                    "Check that the right columns are chosen.");
        }
        if (missing > 0) {
            progress.warn(NumberText.of(missing) + " of " + NumberText.of(table.rows())
                    + " rows lack an object or a score and were left out.");
        }
        final List<Map.Entry<String, Measured>> ambiguous = measured.entrySet().stream()
                .filter(entry -> entry.getValue().differ).toList();
        if (!ambiguous.isEmpty()) {
            progress.warn((ambiguous.size() == 1 ? "1 object occurs" : ambiguous.size() + " objects occur")
                    + " several times with different scores, the first of them " + ambiguous.get(0).getKey() + " (row "
                    + ambiguous.get(0).getValue().row
                    + "); their scores were averaged.");
        }
    }

    private static TableReward reward(final Settings settings, final Map<String, Measured> measured) {
        final String[] objects = measured.keySet().toArray(new String[0]);
        final double[] scores = measured.values().stream().mapToDouble(Measured::mean).toArray();
        final long[] rows = measured.values().stream().mapToLong(m -> m.row).toArray();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (final double score : scores) {
            lowest = Math.min(lowest, score);
            highest = Math.max(highest, score);
        }
        if (lowest == highest) {
            throw new OperationException("All scores are " + lowest + ", so no object is better than another.",
                    "Choose a column whose scores differ.");
        }
        final boolean high = settings.direction() == Direction.HIGH_IS_GOOD;
        try {
            return new TableReward(objects, scores, rows, high ? lowest : highest, high ? highest : lowest,
                    settings.exponent(), settings.floor());
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Check that the scores are right.");
        }
    }

    /** The scores of one object. */
    private static final class Measured {
        private final int row;
        private double first;
        private double sum;
        private int count;
        private boolean differ;

        Measured(final int row) {
            this.row = row;
        }

        void add(final double score) {
            if (count == 0) {
                first = score;
            }
            differ |= score != first;
            sum += score;
            count++;
        }

        double mean() {
            return differ ? sum / count : first;
        }
    }
}
