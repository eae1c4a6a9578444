package org.gflownet4j.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/**
 * The folder of benchmark data that the user named, if any.
 *
 * @param folder as given by {@code --data}
 */
public record TaskData(Optional<Path> folder) {

    private static final long MOST_BYTES = 64 << 20;

    /** A file of the folder; a sentence if it is not there. */
    private Path file(final String name, final String task) {
        if (folder.isEmpty()) {
            throw new IllegalArgumentException(
                    "The data of the task " + task + " do not come with GFlowNet4J: give the folder that has "
                            + name + " with --data.");
        }
        final Path file = folder.get().resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "The data of the task " + task + " are missing: there is no file " + file + ".");
        }
        return file;
    }

    /** Whether a file is there. */
    boolean has(final String name) {
        return folder.isPresent() && Files.isRegularFile(folder.get().resolve(name));
    }

    /** Little-endian floats, as many as expected; {@code .gz} is unpacked. */
    float[] floats(final String name, final int count, final String task) throws IOException {
        final Path file = file(name, task);
        final byte[] bytes;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            bytes = in.readNBytes(count * Float.BYTES + 1);
        }
        if (bytes.length != count * Float.BYTES) {
            throw new IllegalArgumentException(file + " should hold " + count + " numbers, but does not.");
        }
        final float[] values = new float[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** A table of comma-separated text. */
    Table table(final String name, final String task) throws IOException {
        final Path file = file(name, task);
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return Csv.read(reader, file.toString());
        }
    }

    /** The texts of a column, of all rows in which another column, if named, is 1. */
    List<String> texts(final String name, final String column, final String where, final String task)
            throws IOException {
        final Table table = table(name, task);
        final int at = column(table, column, name);
        final int condition = where.isEmpty() ? -1 : column(table, where, name);
        final List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            if (condition < 0 || table.number(row, condition) == 1) {
                texts.add(table.text(row, at));
            }
        }
        return texts;
    }

    /** The numbers of a column. */
    double[] numbers(final String name, final String column, final String task) throws IOException {
        final Table table = table(name, task);
        final int at = column(table, column, name);
        final double[] numbers = new double[table.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = table.number(row, at);
        }
        return numbers;
    }

    private static int column(final Table table, final String name, final String file) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(file + " has no column " + name + ".");
    }

    /** A JSON object. */
    Map<String, Object> json(final String name, final String task) throws IOException {
        final Path file = file(name, task);
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(
                    file + " is larger than " + (MOST_BYTES >> 20) + " MiB, which is refused.");
        }
        return JSON.std.mapFrom(Files.readString(file));
    }
}
