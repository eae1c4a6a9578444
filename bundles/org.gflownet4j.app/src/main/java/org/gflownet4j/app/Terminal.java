package org.gflownet4j.app;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes.
 *
 * @param out results only
 * @param err progress, warnings, errors
 * @param folder the current folder; relative names are meant from here
 * @param columns width of the terminal that {@code err} goes to; 0 if it goes somewhere else
 * @param cancelled whether the user wants the work to stop
 */
record Terminal(PrintWriter out, PrintWriter err, Path folder, int columns, BooleanSupplier cancelled) {

    /** Set by the launcher: width of the terminal on standard error, 0 if there is none. */
    private static final String COLUMNS = "gflownet4j.columns";
    private static final int USUAL_COLUMNS = 80;
    /** To the start of the line, and erase to its end. */
    private static final String ERASE_LINE = "\r\u001b[K";

    /**
     * This process's own.
     *
     * @param cancelled whether the user wants the work to stop
     * @return standard output, standard error, current folder
     */
    static Terminal ofProcess(final BooleanSupplier cancelled) {
        return new Terminal(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                Path.of("").toAbsolutePath(), processColumns(), cancelled);
    }

    /** A bar that rewrites its line is for people who watch a terminal, not for log files of build servers. */
    private static int processColumns() {
        if (System.getenv("CI") != null || "dumb".equals(System.getenv("TERM"))) {
            return 0;
        }
        return Integer.getInteger(COLUMNS, System.console() == null ? 0 : USUAL_COLUMNS);
    }

    /** Empties the line that is rewritten, if there is one, for something else to be printed. */
    void eraseLine() {
        if (columns > 0) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    /**
     * A file that the user named.
     *
     * @param name absolute, or from the current folder
     * @return its path
     */
    Path resolve(final Path name) {
        return folder.resolve(name);
    }
}
