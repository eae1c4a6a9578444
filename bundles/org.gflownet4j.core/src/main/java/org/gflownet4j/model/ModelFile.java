package org.gflownet4j.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.gflownet4j.file.AtomicFile;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.progress.Progress;

/**
 * The model file: a zip of {@code model.json} (first, so that limits are checked while streaming), {@code parameters.f32}
 * (little-endian floats) and {@code reward.csv} (the reward's data). {@code model.json} gives the size and SHA-256 of the
 * other two. A {@link CheckpointFile} is a model file with more behind it. Nothing is executed or deserialised, no entry's name becomes a path.
 */
public final class ModelFile {

    /** Version of the format that this class writes; it reads this and older ones. */
    public static final int FORMAT_VERSION = 1;

    static final String FORMAT = "gflownet4j-model";
    static final String JSON_ENTRY = "model.json";
    static final String VECTOR_SUFFIX = ".f32";
    static final String PARAMETERS_ENTRY = "parameters" + VECTOR_SUFFIX;
    static final String REWARD_ENTRY = "reward.csv";
    static final String TEMPERATURE = "temperature";
    /** What a network's kind is called. */
    static final Map<Scoring, String> KINDS = Map.of(Scoring.ACTIONS, "mlp", Scoring.NEXT_STATES, "next-states");
    static final int MAX_JSON_BYTES = 1 << 20;
    static final long MAX_REWARD_BYTES = 1L << 29;
    static final int CHUNK_BYTES = 1 << 16;

    private ModelFile() {
    }

    /**
     * Writes a model to a file, all of it or nothing: an older file of that name stays until the new one is complete.
     *
     * @param model what to write
     * @param file where to
     * @throws IOException if writing fails
     */
    public static void save(final GFlowNetModel model, final Path file) throws IOException {
        AtomicFile.write(file, out -> write(model, out));
    }

    /**
     * Writes a model to a file, unless the user cancels: then nothing is left of it, and an older file of that name stays.
     *
     * @param model what to write
     * @param file where to
     * @param progress asked for cancellation several times a second
     * @throws IOException if writing fails
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    public static void save(final GFlowNetModel model, final Path file, final Progress progress) throws IOException {
        AtomicFile.write(file, out -> archive(model, progress::checkCancelled).writeTo(out, progress::checkCancelled));
    }

    /**
     * Reads a model from a file.
     *
     * @param file a model file
     * @return the model
     * @throws ModelFileException in words for a user, if the file is no model, damaged, or of a newer version
     * @throws IOException if reading fails
     */
    public static GFlowNetModel load(final Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            final GFlowNetModel model = read(in);
            // a stream needs no table of contents, but a file that lacks it was not copied completely
            new ZipFile(file.toFile(), ZipFile.OPEN_READ).close();
            return model;
        } catch (final ZipException e) {
            throw new ModelFileException("The model file is damaged or was not copied completely.", e);
        }
    }

    /**
     * Writes a model.
     *
     * @param model what to write
     * @param out where to; not closed
     * @throws IOException if writing fails
     */
    public static void write(final GFlowNetModel model, final OutputStream out) throws IOException {
        archive(model, () -> {}).writeTo(out, () -> {});
    }

    /**
     * A model, ready to be written, perhaps several times.
     *
     * @param model what to write
     * @param check called several times a second; what it throws ends the work
     * @return its file
     * @throws IOException if it is too large for a file
     */
    public static Archive archive(final GFlowNetModel model, final Runnable check) throws IOException {
        return ModelWriter.archive(model, check);
    }

    /**
     * Reads a model. What {@code model.json} claims is checked before memory is taken for it, and memory grows with what is
     * really there.
     *
     * @param in a model file; not closed, and read no further than needed
     * @return the model
     * @throws ModelFileException in words for a user, if this is no model, a damaged one, or one of a newer version
     * @throws IOException if reading fails
     */
    public static GFlowNetModel read(final InputStream in) throws IOException {
        return read(in, fingerprint -> Optional.empty());
    }

    /**
     * Reads a model, unless it is there already.
     *
     * @param in a model file; not closed, and read no further than needed
     * @param known looks a model up by its archive's fingerprint; if it is found, the rest of the file is not read
     * @return the model
     * @throws ModelFileException in words for a user, if this is no model, a damaged one, or one of a newer version
     * @throws IOException if reading fails
     */
    public static GFlowNetModel read(final InputStream in, final Function<String, Optional<GFlowNetModel>> known)
            throws IOException {
        return ModelReader.read(in, known);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
