package org.gflownet4j.table;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;

/** Tables as comma-separated text with one header line (RFC 4180), UTF-8. */
public final class Csv {

    /** Tables with more cells than this are refused. */
    public static final long MAX_CELLS = 50_000_000;

    private Csv() {
    }

    /**
     * Reads a table. A column whose cells are all numbers or empty becomes a number column, any other a text column. A
     * number with a zero too many in front, such as 0101, is a text.
     *
     * @param reader the text; not closed
     * @param source what the table is called in messages
     * @return the table
     * @throws IOException if reading fails
     * @throws IllegalArgumentException in words for a user, if the text is no table
     */
    public static Table read(final Reader reader, final String source) throws IOException {
        final List<String[]> records = records(reader, source, Integer.MAX_VALUE);
        final String[] header = records.get(0);
        final Table.Column[] columns = new Table.Column[header.length];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new Table.Column(header[c], isNumeric(records, c) ? Table.Type.NUMBER : Table.Type.TEXT);
        }
        return table(columns, records, source);
    }

    /**
     * Reads a table whose columns and number of rows are known; stops as soon as there is more.
     *
     * @param reader the text; not closed
     * @param source what the table is called in messages
     * @param columns names and types that it must have
     * @param rows number of rows that it must have
     * @return the table
     * @throws IOException if reading fails
     * @throws IllegalArgumentException in words for a user, if the text is another table or none
     */
    public static Table read(final Reader reader, final String source, final List<Table.Column> columns, final int rows)
            throws IOException {
        final List<String[]> records = records(reader, source, rows);
        final List<String> names = columns.stream().map(Table.Column::name).toList();
        if (!names.equals(List.of(records.get(0))) || records.size() != rows + 1) {
            throw new IllegalArgumentException(source + " is not what was expected: " + rows + " rows with the columns "
                    + String.join(", ", names) + ".");
        }
        return table(columns.toArray(new Table.Column[0]), records, source);
    }

    /** The header and all rows, which have as many cells. */
    private static List<String[]> records(final Reader reader, final String source, final int maxRows)
            throws IOException {
        final List<String[]> records = new ArrayList<>();
        try {
            long cells = 0;
            for (final CsvRecord line : CsvReader.builder().commentStrategy(CommentStrategy.NONE).skipEmptyLines(false)
                    .ofCsvRecord(reader)) {
                final String[] fields = line.getFields().toArray(new String[0]);
                final int expected = records.isEmpty() ? fields.length : records.get(0).length;
                if (fields.length == 1 && fields[0].isEmpty() && (expected > 1 || records.isEmpty())) {
                    continue;
                }
                cells += fields.length;
                if (cells > MAX_CELLS || records.size() > maxRows) {
                    throw new IllegalArgumentException(source + " has more than "
                            + (cells > MAX_CELLS ? MAX_CELLS + " cells." : maxRows + " rows."));
                }
                if (fields.length != expected) {
                    throw new IllegalArgumentException(source + ", line " + line.getStartingLineNumber() + ": "
                            + fields.length + " cells, but the header has " + expected + ".");
                }
                records.add(fields);
            }
        } catch (final CsvParseException e) {
            throw new IllegalArgumentException(source + " is no table of comma-separated text: " + e.getMessage(), e);
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
        if (records.isEmpty()) {
            throw new IllegalArgumentException(source + " is empty: a header line with column names was expected.");
        }
        final String[] header = records.get(0);
        if (header[0].startsWith("\uFEFF")) {
            header[0] = header[0].substring(1);
        }
        return records;
    }

    private static Table table(final Table.Column[] columns, final List<String[]> records, final String source) {
        try {
            final Table.Builder table = Table.builder(columns);
            final Object[] row = new Object[columns.length];
            for (final String[] fields : records.subList(1, records.size())) {
                for (int c = 0; c < row.length; c++) {
                    if (fields[c].isEmpty()) {
                        row[c] = null;
                    } else {
                        row[c] = columns[c].type() == Table.Type.TEXT ? fields[c] : (Object) Double.valueOf(fields[c]);
                    }
                }
                table.row(row);
            }
            return table.build();
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    /** Whether all cells are numbers or empty, at least one a number. NaN and Infinity, as Java writes them, count. */
    private static boolean isNumeric(final List<String[]> records, final int column) {
        boolean any = false;
        for (final String[] fields : records.subList(1, records.size())) {
            final String field = fields[column];
            if (!field.isEmpty()) {
                if (field.length() > 1 && field.charAt(0) == '0' && Character.isDigit(field.charAt(1))) {
                    return false;
                }
                try {
                    Double.parseDouble(field);
                } catch (final NumberFormatException e) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /**
     * Writes a table.
     *
     * @param table what to write; missing cells become empty ones
     * @param writer where to; not closed
     * @throws IOException if writing fails
     */
    public static void write(final Table table, final Writer writer) throws IOException {
        final String[] fields = new String[table.columns().size()];
        try {
            final CsvWriter csv = CsvWriter.builder().build(writer);
            for (int c = 0; c < fields.length; c++) {
                fields[c] = table.columns().get(c).name();
            }
            csv.writeRecord(fields);
            for (int r = 0; r < table.rows(); r++) {
                for (int c = 0; c < fields.length; c++) {
                    fields[c] = table.text(r, c);
                }
                csv.writeRecord(fields);
            }
            csv.flush();
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
