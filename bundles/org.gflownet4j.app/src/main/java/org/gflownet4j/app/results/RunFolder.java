package org.gflownet4j.app.results;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a run. All is written into a hidden folder beside it, which is moved into place when it is complete, so
 * that there is either all or nothing, and never anything in a folder that was there before.
 */
public final class RunFolder implements AutoCloseable {

    /** Why a run did not get to its end. */
    public enum Ending {
        /** The user asked for it. */
        CANCELLED,
        /** A node could not do its work. */
        FAILED;

        private String suffix() {
            return "-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Name of the file that a run keeps which did not get to its end. */
    public static final String CHECKPOINT = "checkpoint.gflownet";

    private static final String RUNS = "runs";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

    private final Path place;
    private final Path hidden;
    /** Folders above that did not exist before, the outermost first. */
    private final List<Path> created;

    private RunFolder(final Path place, final Path hidden, final List<Path> created) {
        this.place = place;
        this.hidden = hidden;
        this.created = created;
    }

    /**
     * A new folder {@code runs/<date-time>} of the current folder.
     *
     * @param current the current folder
     * @param now gives the name
     * @return ready to be written into
     * @throws OutputException if nothing can be written there
     */
    public static RunFolder inRuns(final Path current, final LocalDateTime now) throws OutputException {
        final Path runs = current.resolve(RUNS);
        final String name = NAME.format(now);
        for (int number = 1;; number++) {
            final Path place = runs.resolve(number == 1 ? name : name + "-" + number);
            if (!exists(place) && !exists(hidden(place))) {
                final Optional<RunFolder> folder = open(place);
                if (folder.isPresent()) {
                    return folder.get();
                }
            }
        }
    }

    /**
     * A folder that the user named.
     *
     * @param place does not exist yet, or is empty
     * @return ready to be written into
     * @throws OutputException if there is something in it, or nothing can be written there
     */
    public static RunFolder at(final Path place) throws OutputException {
        final Path absolute = place.toAbsolutePath().normalize();
        if (absolute.getFileName() == null) {
            throw new OutputException("The folder " + place + " is not empty. Give a new one.");
        }
        if (exists(absolute)) {
            requireEmpty(absolute);
        }
        return open(absolute).orElseThrow(() -> new OutputException("Another run is writing to " + place
                + " at this moment, or was killed there. Give another folder, or remove " + hidden(absolute)
                + resumable(hidden(absolute)) + "."));
    }

    private static String resumable(final Path hidden) {
        final Path checkpoint = hidden.resolve(CHECKPOINT);
        return Files.isRegularFile(checkpoint) ? ", from which --resume \"" + checkpoint + "\" can go on" : "";
    }

    private static void requireEmpty(final Path place) throws OutputException {
        if (!Files.isDirectory(place)) {
            throw new OutputException(place + " exists, and is no folder. Give a new folder.");
        }
        try (Stream<Path> content = Files.list(place)) {
            if (content.findAny().isPresent()) {
                throw new OutputException("The folder " + place + " is not empty. Give a new one; results are never "
                        + "written over others.");
            }
        } catch (final OutputException e) {
            throw e;
        } catch (final IOException e) {
            throw failed(place, e);
        }
    }

    private static boolean exists(final Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path hidden(final Path place) {
        return place.resolveSibling("." + place.getFileName() + ".part");
    }

    /** Makes the hidden folder; empty if another run has made it. */
    private static Optional<RunFolder> open(final Path place) throws OutputException {
        final Path hidden = hidden(place);
        final List<Path> created = new ArrayList<>();
        for (Path above = place.getParent(); above != null && !exists(above); above = above.getParent()) {
            created.add(0, above);
        }
        try {
            for (final Path above : created) {
                Files.createDirectories(above);
            }
            Files.createDirectory(hidden);
        } catch (final FileAlreadyExistsException e) {
            if (Files.isDirectory(hidden)) {
                return Optional.empty();
            }
            throw failed(place, e);
        } catch (final IOException e) {
            removeEmpty(created);
            throw failed(place, e);
        }
        return Optional.of(new RunFolder(place, hidden, created));
    }

    private static OutputException failed(final Path place, final IOException e) {
        return new OutputException("The results can not be written to " + place + ": " + FileProblem.reason(e)
                + ". Nothing was left there. Use another folder with --output, or make room.", e);
    }

    /**
     * Where to write.
     *
     * @return an existing folder; empty at first
     */
    public Path path() {
        return hidden;
    }

    /**
     * Tells why the folder could not be written into.
     *
     * @param cause what Java says
     * @return in words, to be thrown
     */
    public OutputException failed(final IOException cause) {
        return failed(place, cause);
    }

    /**
     * Moves the complete folder into place.
     *
     * @return where it is now
     * @throws OutputException if that fails
     */
    public Path keep() throws OutputException {
        try {
            Files.deleteIfExists(hidden.resolve(CHECKPOINT));
            Files.deleteIfExists(place);
            Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
            return place;
        } catch (final IOException e) {
            throw failed(place, e);
        }
    }

    /**
     * Keeps the checkpoint of a run that did not get to its end, and nothing else.
     *
     * @param ending why it did not
     * @return where the checkpoint is now; empty if there is none
     * @throws OutputException if that fails
     */
    public Optional<Path> keepCheckpoint(final Ending ending) throws OutputException {
        if (!Files.isRegularFile(hidden.resolve(CHECKPOINT))) {
            return Optional.empty();
        }
        try {
            for (final Path file : content(hidden)) {
                if (!file.equals(hidden.resolve(CHECKPOINT))) {
                    Files.delete(file);
                }
            }
            final String name = place.getFileName() + ending.suffix();
            Path kept = place.resolveSibling(name);
            for (int number = 2; exists(kept); number++) {
                kept = place.resolveSibling(name + "-" + number);
            }
            Files.move(hidden, kept, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(kept.resolve(CHECKPOINT));
        } catch (final IOException e) {
            throw failed(place, e);
        }
    }

    private static List<Path> content(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Removes what was written, unless it was kept; also the folders above that were made for it. */
    @Override
    public void close() {
        if (!exists(hidden)) {
            return;
        }
        try {
            for (final Path file : content(hidden)) {
                Files.delete(file);
            }
            Files.delete(hidden);
        } catch (final IOException e) {
            hidden.toFile().deleteOnExit();
        }
        removeEmpty(created);
    }

    private static void removeEmpty(final List<Path> folders) {
        for (int i = folders.size() - 1; i >= 0; i--) {
            try {
                Files.deleteIfExists(folders.get(i));
            } catch (final DirectoryNotEmptyException e) {
                return;
            } catch (final IOException e) {
                folders.get(i).toFile().deleteOnExit();
            }
        }
    }
}
