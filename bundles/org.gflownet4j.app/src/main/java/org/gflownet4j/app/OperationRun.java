package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;

import org.gflownet4j.app.results.OutputException;
import org.gflownet4j.app.results.ResultFile;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.table.Table;

/** Runs one operation from the command line, and writes its table. */
final class OperationRun {

    private final Terminal terminal;
    private final ConsoleProgress progress;

    OperationRun(final Terminal terminal, final String name) {
        this.terminal = terminal;
        this.progress = new ConsoleProgress(terminal);
        progress.begin("", name);
    }

    /** What surrounds the operation. */
    Execution execution() {
        return new Execution(progress, Execution.NO_CHECKPOINT);
    }

    /** Ends the display of progress. */
    void finish() {
        progress.checkCancelled();
        progress.clear();
    }

    /**
     * Writes a table.
     *
     * @param table the result
     * @param output file; null for standard output
     * @throws IOException if writing fails
     */
    void write(final Table table, final Path output) throws IOException {
        finish();
        if (output != null) {
            ResultFile.replace(terminal.resolve(output), ResultFile.csv(table));
            return;
        }
        ResultFile.csv(table).writeTo(terminal.out());
        if (terminal.out().checkError()) {
            throw new OutputException("Standard output could not be written to the end.");
        }
    }
}
