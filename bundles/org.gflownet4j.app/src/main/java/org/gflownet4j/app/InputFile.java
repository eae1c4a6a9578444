package org.gflownet4j.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.app.results.FileProblem;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.model.ModelFileException;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/** Reads files that the user named. */
final class InputFile {

    private static final long MAX_JSON_BYTES = 16 << 20;

    private InputFile() {
    }

    /** A table of comma-separated text with a header line. */
    static Table table(final Path file) throws InputException {
        requireFile(file, "table");
        try (Reader reader = Files.newBufferedReader(file)) {
            return Csv.read(reader, file.toString());
        } catch (final IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        } catch (final IOException e) {
            throw unreadable("table", file, e);
        }
    }

    /** A trained model. */
    static GFlowNetModel model(final Path file) throws InputException {
        requireFile(file, "model");
        try {
            return ModelFile.load(file);
        } catch (final ModelFileException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        } catch (final IOException e) {
            throw unreadable("model", file, e);
        }
    }

    /** A checkpoint of training. */
    static Checkpoint checkpoint(final Path file) throws InputException {
        requireFile(file, "checkpoint");
        try {
            return CheckpointFile.load(file);
        } catch (final ModelFileException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        } catch (final IOException e) {
            throw unreadable("checkpoint", file, e);
        }
    }

    /** A JSON object. */
    static Map<String, Object> json(final Path file) throws InputException {
        requireFile(file, "settings file");
        try {
            if (Files.size(file) > MAX_JSON_BYTES) {
                throw new InputException("The settings file " + file + " is larger than " + (MAX_JSON_BYTES >> 20)
                        + " MiB, which is refused.");
            }
            return JSON.std.mapFrom(Files.readString(file));
        } catch (final JacksonException e) {
            throw new InputException("The settings file " + file + " is no JSON object: " + e.getOriginalMessage()
                    + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")") + ".", e);
        } catch (final InputException e) {
            throw e;
        } catch (final IOException e) {
            throw unreadable("settings file", file, e);
        }
    }

    private static void requireFile(final Path file, final String what) throws InputException {
        if (!Files.exists(file)) {
            throw new InputException("The " + what + " " + file + " does not exist. Check its name.");
        }
        if (Files.isDirectory(file)) {
            throw new InputException("The " + what + " " + file + " is a folder. Give the name of a file.");
        }
    }

    private static InputException unreadable(final String what, final Path file, final IOException e) {
        return new InputException("The " + what + " " + file + " can not be read: " + FileProblem.reason(e) + ".", e);
    }
}
