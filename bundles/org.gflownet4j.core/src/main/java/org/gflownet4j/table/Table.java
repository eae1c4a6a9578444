package org.gflownet4j.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A small table in memory, column by column. Immutable; made by a {@link Builder}. Cells may be missing. */
public final class Table {

    /** What a column holds. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** Double precision. */
        NUMBER,
        /** Whole numbers up to 2⁵³. */
        WHOLE
    }

    /**
     * Name and type of a column.
     *
     * @param name unique in its table
     * @param type what it holds
     */
    public record Column(String name, Type type) {
    }

    /** Whole numbers below this are exact. */
    private static final double MAX_WHOLE = 0x1p53;

    private final List<Column> columns;
    private final int rows;
    /** One array per column: {@code String[]}, or {@code double[]} with NaN for missing cells. */
    private final Object[] cells;

    private Table(final List<Column> columns, final int rows, final Object[] cells) {
        this.columns = columns;
        this.rows = rows;
        this.cells = cells;
    }

    /**
     * Begins a table.
     *
     * @param columns in their order; names must differ
     * @return without rows
     * @throws IllegalArgumentException if two columns have the same name
     */
    public static Builder builder(final Column... columns) {
        return builder(List.of(columns));
    }

    /**
     * Begins a table.
     *
     * @param columns in their order; names must differ
     * @return without rows
     * @throws IllegalArgumentException if two columns have the same name
     */
    public static Builder builder(final List<Column> columns) {
        return new Builder(List.copyOf(columns));
    }

    /**
     * The columns.
     *
     * @return in their order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * The place of a column.
     *
     * @param name of the column
     * @return its index, or −1
     */
    public int indexOf(final String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether a cell is missing. In a number column, a cell that is not a number counts as missing.
     *
     * @param row from 0
     * @param column from 0
     * @return true if there is no value
     */
    public boolean isMissing(final int row, final int column) {
        return cells[column] instanceof String[] texts ? texts[row] == null : Double.isNaN(number(row, column));
    }

    /**
     * A cell of a number column.
     *
     * @param row from 0
     * @param column from 0, of type {@link Type#NUMBER} or {@link Type#WHOLE}
     * @return its value, NaN if it is missing
     */
    public double number(final int row, final int column) {
        return ((double[]) cells[column])[row];
    }

    /**
     * All cells of a number column.
     *
     * @param name of the column
     * @return one value per row, NaN where a cell is missing; nothing if there is no column of this name that holds numbers
     */
    public Optional<double[]> numbers(final String name) {
        final int column = indexOf(name);
        return column >= 0 && cells[column] instanceof double[] values ? Optional.of(Arrays.copyOf(values, rows))
                : Optional.empty();
    }

    /**
     * A cell as text, whatever its column's type.
     *
     * @param row from 0
     * @param column from 0
     * @return its value, an empty text if it is missing; numbers so that they read back as they are
     */
    public String text(final int row, final int column) {
        if (isMissing(row, column)) {
            return "";
        }
        if (cells[column] instanceof String[] texts) {
            return texts[row];
        }
        final double value = number(row, column);
        return value == Math.rint(value) && Math.abs(value) < MAX_WHOLE ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Collects rows. */
    public static final class Builder {
        private final List<Column> columns;
        private final Object[] cells;
        private int rows;

        private Builder(final List<Column> columns) {
            this.columns = columns;
            if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
                throw new IllegalArgumentException("Two columns have the same name.");
            }
            this.cells = new Object[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = columns.get(i).type() == Type.TEXT ? new String[16] : new double[16];
            }
        }

        /**
         * Adds a row.
         *
         * @param values one per column: a text for text columns, a number for the others, null for a missing cell
         * @return this
         */
        public Builder row(final Object... values) {
            if (values.length != cells.length) {
                throw new IllegalArgumentException(
                        "A row needs " + cells.length + " cells, not " + values.length + ".");
            }
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] instanceof String[] texts) {
                    cells[i] = rows < texts.length ? texts : Arrays.copyOf(texts, rows * 2);
                    ((String[]) cells[i])[rows] = (String) values[i];
                } else {
                    final double[] numbers = (double[]) cells[i];
                    cells[i] = rows < numbers.length ? numbers : Arrays.copyOf(numbers, rows * 2);
                    ((double[]) cells[i])[rows] = values[i] == null ? Double.NaN : ((Number) values[i]).doubleValue();
                }
            }
            rows++;
            return this;
        }

        /**
         * Ends the table; the builder is not used afterwards.
         *
         * @return the table
         */
        public Table build() {
            return new Table(columns, rows, cells);
        }
    }
}
