package org.gflownet4j.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.gflownet4j.file.AtomicFile;
import org.gflownet4j.progress.Progress;

/**
 * The checkpoint file: a model file, which {@link ModelFile} reads as such, with more in it. {@code model.json} has a part
 * {@code checkpoint} with a format version of its own, the settings of the run, its whole numbers, and its real numbers in
 * hexadecimal, which is exact. Behind the model's entries there is {@code state/NAME.f32} for each vector of numbers per
 * parameter (little-endian floats; none at all if the run has no such vector); if the run has a replay buffer,
 * {@code state/replay.i32} (its objects in their order, little-endian ints, as many per object as a state of the design
 * space has) and {@code state/replay.f64} (their log-rewards, little-endian doubles); and {@code state/log.f64}
 * (little-endian doubles, six per line of the training log). {@code model.json} gives size and SHA-256 of all of them.
 */
public final class CheckpointFile {

    /** Version of the part that a checkpoint has and a model has not; without a replay buffer, 1 is written. */
    public static final int FORMAT_VERSION = 2;

    private CheckpointFile() {
    }

    /**
     * Writes a checkpoint to a file, all of it or nothing: an older file of that name stays until the new one is complete.
     *
     * @param checkpoint what to write
     * @param file where to
     * @throws IOException if writing fails
     */
    public static void save(final Checkpoint checkpoint, final Path file) throws IOException {
        save(checkpoint, file, Progress.NONE);
    }

    /**
     * Writes a checkpoint to a file, unless the user cancels: then nothing is left of it, and an older file of that name
     * stays.
     *
     * @param checkpoint what to write
     * @param file where to
     * @param progress asked for cancellation several times a second
     * @throws IOException if writing fails
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    public static void save(final Checkpoint checkpoint, final Path file, final Progress progress)
            throws IOException {
        AtomicFile.write(file, out -> CheckpointWriter.archive(checkpoint, progress::checkCancelled).writeTo(out,
                progress::checkCancelled));
    }

    /**
     * Reads a checkpoint from a file.
     *
     * @param file a checkpoint file
     * @return the checkpoint
     * @throws ModelFileException in words for a user, if the file is a model only, none, damaged, or of a newer version
     * @throws IOException if reading fails
     */
    public static Checkpoint load(final Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            final Checkpoint checkpoint = read(in);
            // a stream needs no table of contents, but a file that lacks it was not copied completely
            new ZipFile(file.toFile(), ZipFile.OPEN_READ).close();
            return checkpoint;
        } catch (final ZipException e) {
            throw new ModelFileException("The checkpoint file is damaged or was not copied completely.", e);
        }
    }

    /**
     * Writes a checkpoint.
     *
     * @param checkpoint what to write
     * @param out where to; not closed
     * @throws IOException if writing fails
     */
    public static void write(final Checkpoint checkpoint, final OutputStream out) throws IOException {
        CheckpointWriter.archive(checkpoint, () -> {}).writeTo(out, () -> {});
    }

    /**
     * Reads a checkpoint. What {@code model.json} claims is checked before memory is taken for it, and memory grows with
     * what is really there.
     *
     * @param in a checkpoint file; not closed, and read no further than needed
     * @return the checkpoint
     * @throws ModelFileException in words for a user, if this is a model only, none, damaged, or of a newer version
     * @throws IOException if reading fails
     */
    public static Checkpoint read(final InputStream in) throws IOException {
        return ArchiveReader.read("checkpoint", ModelFile.FORMAT, ModelFile.FORMAT_VERSION, ModelFile.JSON_ENTRY, in,
                fingerprint -> Optional.empty(), CheckpointReader::read);
    }
}
