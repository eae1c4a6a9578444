package org.gflownet4j.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** What a command line gave. */
record CommandLineRun(int exitCode, String out, String err) {

    /** Runs a command line as if in the given folder. */
    static CommandLineRun of(final Path folder, final String... args) {
        return cancelledWhen(() -> false, new StringWriter(), folder, args);
    }

    /** The same, cancelled from the moment that a condition on what standard error shows is met. */
    static CommandLineRun cancelledWhen(final BooleanSupplier condition, final StringWriter err, final Path folder,
            final String... args) {
        final StringWriter out = new StringWriter();
        final int exitCode = GFlowNetCommand.run(args,
                new Terminal(new PrintWriter(out), new PrintWriter(err), folder, 0,
                        condition));
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
}
