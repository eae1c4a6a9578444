package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.jr.ob.JSON;

/** Benchmarks from the command line. */
final class BenchLine {

    private BenchLine() {
    }

    /** Runs {@code gflownet bench} with these arguments. */
    static CommandLineRun run(final Path folder, final String... args) {
        final List<String> line = new ArrayList<>(List.of("bench"));
        line.addAll(Arrays.asList(args));
        return CommandLineRun.of(folder, line.toArray(new String[0]));
    }

    /** The object in the last line; the network is small, unless its width is given. */
    static Map<String, Object> figures(final Path folder, final String task, final String... args)
            throws IOException {
        final List<String> line = new ArrayList<>(List.of(task, "--json", "--backend", "java"));
        if (!List.of(args).contains("--hidden")) {
            line.addAll(List.of("--hidden", "16,12"));
        }
        line.addAll(Arrays.asList(args));
        final CommandLineRun run = run(folder, line.toArray(new String[0]));
        assertEquals(0, run.exitCode(), run.err());
        final List<String> lines = run.out().lines().toList();
        return JSON.std.mapFrom(lines.get(lines.size() - 1));
    }

    static double number(final Map<String, Object> figures, final String key) {
        return ((Number) figures.get(key)).doubleValue();
    }
}
