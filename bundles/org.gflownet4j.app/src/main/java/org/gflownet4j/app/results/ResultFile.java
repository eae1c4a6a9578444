package org.gflownet4j.app.results;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.file.AtomicFile;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/** Writes result files. */
public final class ResultFile {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes it.
         *
         * @param writer UTF-8; closed by the caller
         * @throws IOException if writing fails
         */
        void writeTo(Writer writer) throws IOException;
    }

    private ResultFile() {
    }

    /**
     * Writes a new file.
     *
     * @param file where to
     * @param content what
     * @throws IOException if that fails; a part may have been written
     */
    static void write(final Path file, final Content content) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            content.writeTo(writer);
        }
    }

    /**
     * Writes a file that the user named, completely or not at all; one of that name stays until the new one is complete.
     *
     * @param file where to
     * @param content what
     * @throws OutputException if that fails
     */
    public static void replace(final Path file, final Content content) throws OutputException {
        if (Files.isDirectory(file)) {
            throw new OutputException(file + " is a folder. Give the name of a file.");
        }
        try {
            AtomicFile.write(file, out -> {
                final Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                content.writeTo(writer);
                writer.flush();
            });
        } catch (final IOException e) {
            throw new OutputException("The file " + file + " can not be written: " + FileProblem.reason(e)
                    + ". Use another name, or make room.", e);
        }
    }

    /**
     * A table as comma-separated text.
     *
     * @param table what to write
     * @return its text
     */
    public static Content csv(final Table table) {
        return writer -> Csv.write(table, writer);
    }

    /**
     * Figures as a flat JSON object; those that are no finite number become null.
     *
     * @param figures name → value
     * @return its text
     */
    public static Content json(final Map<String, Double> figures) {
        final Map<String, Object> values = new LinkedHashMap<>();
        figures.forEach((name, value) -> values.put(name, Double.isFinite(value) ? value : null));
        return writer -> writer.append(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT,
                JSON.Feature.WRITE_NULL_PROPERTIES).asString(values)).append(System.lineSeparator());
    }
}
