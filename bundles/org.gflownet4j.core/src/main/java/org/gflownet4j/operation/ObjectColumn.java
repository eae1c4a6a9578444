package org.gflownet4j.operation;

import java.util.Arrays;

import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.table.Table;

/** The objects in a column of a table, as states of a design space; what is no object of it is counted. */
final class ObjectColumn {

    private static final int CHECK_EVERY = 1024;

    private final Table table;
    private final int width;
    /** {@code [object][stateLength]}. */
    private int[] states;
    /** Row of the table → object, or −1. */
    private final int[] place;
    private int count;
    private int missing;
    private String firstProblem = "";

    private ObjectColumn(final Table table, final int width) {
        this.table = table;
        this.width = width;
        this.states = new int[0];
        this.place = new int[table.rows()];
    }

    /**
     * Reads a column.
     *
     * @param table has the column
     * @param name of the column; empty for the first text column
     * @param space that the objects should belong to
     * @param progress asked for cancellation
     * @return what was read
     * @throws OperationException if there is no such column, or too many objects for the memory
     */
    static ObjectColumn of(final Table table, final String name, final Environment space, final Progress progress) {
        final int column = TableColumns.find(table, name, true);
        final ObjectColumn objects = new ObjectColumn(table, space.stateLength());
        for (int row = 0; row < table.rows(); row++) {
            if (row % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
            objects.read(row, column, space);
        }
        return objects;
    }

    private void read(final int row, final int column, final Environment space) {
        place[row] = -1;
        if (table.isMissing(row, column)) {
            missing++;
            return;
        }
        if ((count + 1) * (long) width > states.length) {
            grow();
        }
        try {
            space.parse(table.text(row, column).strip(), states, count * width);
            place[row] = count++;
        } catch (final IllegalArgumentException e) {
            if (firstProblem.isEmpty()) {
                firstProblem = "row " + (row + 1) + ": " + e.getMessage();
            }
        }
    }

    private void grow() {
        final long needed = (count + 1L) * width;
        if (needed > Evaluation.MAX_INTS) {
            throw new OperationException("The table has more objects of this design space than can be held at once, "
                    + "which is " + count + ".", "Use a part of the table.");
        }
        states = Arrays.copyOf(states, (int) Math.min(Math.min((long) table.rows() * width, Evaluation.MAX_INTS),
                Math.max(needed, 2L * states.length)));
    }

    /** The objects, one behind the other; longer than needed. */
    int[] states() {
        return states;
    }

    /** Number of objects; one that occurs in several rows counts as often. */
    int count() {
        return count;
    }

    /** Number of rows of the table. */
    int rows() {
        return table.rows();
    }

    /** The object in a row of the table, or −1. */
    int place(final int row) {
        return place[row];
    }

    /** Rows without object. */
    int missing() {
        return missing;
    }

    /** Rows that have something, but no object of the space. */
    int foreign() {
        return table.rows() - count - missing;
    }

    /** The first of the foreign rows: its number and why. */
    String firstProblem() {
        return firstProblem;
    }
}
