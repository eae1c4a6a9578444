package org.gflownet4j.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files completely or not at all. */
public final class AtomicFile {

    /** Something that writes a file's bytes. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes them.
         *
         * @param out buffered; need not be closed
         * @throws IOException if writing fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {
    }

    /**
     * Writes a file. One of that name stays as it is until the new one is complete; after a failure, nothing else is left.
     *
     * @param file where to
     * @param content what
     * @throws IOException if writing fails
     */
    public static void write(final Path file, final Content content) throws IOException {
        // beside the target, so that the move is one step on one disk
        final Path part = Path.of(file.toAbsolutePath() + "." + Long.toHexString(System.nanoTime()) + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (final AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
