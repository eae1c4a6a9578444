package org.gflownet4j.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The feature, installed from the built update site by the p2 director, beside the stand-in for KNIME. */
final class NodeInstallation {

    static final String FOLDERS = "gflownet4j.standin.installations";

    private final Path folder;

    /**
     * An installation.
     *
     * @param name {@code cpu}, or {@code gpu} with the GPU feature on top
     */
    NodeInstallation(final String name) {
        this.folder = Path.of(System.getProperty(FOLDERS)).resolve(name);
    }

    /** Names of the installed plug-ins that begin like this. */
    List<String> plugins(final String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(prefix)).sorted()
                    .toList();
        }
    }

    /** Describes all nodes, and runs those of a workflow; assertions are on. */
    String run(final Path workflow, final Path out, final Path work) throws IOException, InterruptedException {
        final Path log = work.resolve("nodes.log");
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-ea", "-Xmx2g", "-jar",
                folder.resolve("plugins/" + plugins("org.eclipse.equinox.launcher_").get(0)).toString(), "-nosplash",
                "-consoleLog", "-application", "org.gflownet4j.standin.run.nodes", "-configuration",
                folder.resolve("configuration").toString(), "-data", work.resolve("workspace").toString()));
        command.addAll(List.of(workflow.toString(), out.toString()));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null")).start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        final String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException("The nodes did not run: " + said);
        }
        return said;
    }
}
