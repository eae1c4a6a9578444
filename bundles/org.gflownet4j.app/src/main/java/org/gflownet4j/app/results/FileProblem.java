package org.gflownet4j.app.results;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why reading or writing a file failed. */
public final class FileProblem {

    private FileProblem() {
    }

    /**
     * The reason, without the file's name where the system gives one.
     *
     * @param problem what Java says
     * @return a half-sentence, for example {@code permission denied}
     */
    public static String reason(final IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (problem instanceof NotDirectoryException file) {
            return file.getFile() + " is no folder";
        }
        if (problem instanceof DirectoryNotEmptyException folder) {
            return folder.getFile() + " is a folder with files in it";
        }
        if (problem instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " exists, and is no folder";
        }
        if (problem instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        if (problem instanceof FileSystemException general && general.getReason() != null) {
            return general.getReason();
        }
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
