package org.gflownet4j.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@code ./gflownet}, that is, the application that was installed from the built update site. */
final class Gflownet {

    static final Path ROOT = Path.of(System.getProperty("gflownet4j.root"));
    static final Path INSTALLATION = Path.of(System.getProperty("gflownet4j.installation"));

    /** How a call ended. */
    record Outcome(int exitCode, String out, String err) {
    }

    private Gflownet() {
    }

    static ProcessBuilder command(final Path folder, final String... arguments) {
        final List<String> command = new ArrayList<>(List.of(ROOT.resolve("gflownet").toString()));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("GFLOWNET_REBUILD");
        return builder;
    }

    static Outcome call(final Path folder, final String... arguments) throws IOException, InterruptedException {
        final Path out = Files.createTempFile(folder, "call", ".out");
        final Path err = Files.createTempFile(folder, "call", ".err");
        final Process process = command(folder, arguments).redirectOutput(out.toFile()).redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("./gflownet did not end: " + Files.readString(err));
        }
        final Outcome outcome = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return outcome;
    }
}
