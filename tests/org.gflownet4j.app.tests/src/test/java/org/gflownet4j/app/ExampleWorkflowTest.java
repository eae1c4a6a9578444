package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.model.ModelFile;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example workflow, run once with a small budget. */
class ExampleWorkflowTest {

    @TempDir
    static Path folder;

    private static CommandLineRun run;
    private static Path results;

    @BeforeAll
    static void runTheExample() throws IOException {
        run = CommandLineRun.of(folder, "run", WorkflowFolder.example().toString(), "--set", "4.updates=50", "--set",
                "4.batchSize=32");
        assertEquals(0, run.exitCode(), run.err());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            final List<Path> all = runs.toList();
            assertEquals(1, all.size(), all.toString());
            results = all.get(0);
        }
    }

    private static Table table(final String name) throws IOException {
        try (Reader reader = Files.newBufferedReader(results.resolve(name))) {
            return Csv.read(reader, name);
        }
    }

    private static List<String> columns(final Table table) {
        return table.columns().stream().map(Table.Column::name).toList();
    }

    @Test
    void theFolderIsNamedByDateAndTimeAndHoldsFiveFiles() throws IOException {
        assertTrue(results.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d"),
                results.toString());
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(Set.of("samples.csv", "training-log.csv", "metrics.json", "model.gflownet", "report.html"),
                    Set.copyOf(files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    @Test
    void metricsAreFlatAndHaveTheirNames() throws IOException {
        final Map<String, Object> metrics = JSON.std.mapFrom(Files.readString(results.resolve("metrics.json")));
        assertTrue(metrics.keySet().containsAll(List.of("tv", "elbo_gap", "kl", "log_z", "log_z_exact", "slope",
                "spearman", "tv_noise_floor", "seconds", "training_seconds", "distinct_sampled")), metrics.toString());
        metrics.forEach((name, value) -> assertTrue(value == null || value instanceof Number, name));
        // log of the sum of max(s, 0.001)^3 over the shipped scores, from an independent NumPy computation
        assertEquals(9.15956, ((Number) metrics.get("log_z_exact")).doubleValue(), 1e-5);
        final double tv = ((Number) metrics.get("tv")).doubleValue();
        assertTrue(tv > 0.1 && tv < 0.9, "tv " + tv);
        assertEquals(table("samples.csv").rows(), ((Number) metrics.get("distinct_sampled")).intValue());
    }

    @Test
    void samplesAddUpToTwoThousandAndTheBestComeFirst() throws IOException {
        final Table samples = table("samples.csv");
        assertEquals(List.of("sequence", "reward", "log-probability", "times drawn"), columns(samples));
        int drawn = 0;
        for (int row = 0; row < samples.rows(); row++) {
            drawn += (int) samples.number(row, 3);
            assertTrue(row == 0 || samples.number(row, 1) <= samples.number(row - 1, 1), "row " + row);
        }
        assertEquals(2000, drawn);
    }

    @Test
    void theTrainingLogReachesTheLastStep() throws IOException {
        final Table log = table("training-log.csv");
        assertEquals(List.of("step", "objects drawn", "loss", "log Z", "mean reward", "seconds"), columns(log));
        assertEquals(50, log.number(log.rows() - 1, 0));
        assertEquals(50 * 32, log.number(log.rows() - 1, 1));
    }

    @Test
    void theModelReadsBackAndScoresTheSamplesAsTheSamplerDid() throws IOException {
        assertEquals("DNA sequences of length 8",
                ModelFile.load(results.resolve("model.gflownet")).environment().title());
        final CommandLineRun score = CommandLineRun.of(results, "score", "model.gflownet", "samples.csv", "--output",
                "scored.csv");
        assertEquals(0, score.exitCode(), score.err());
        final Table scored = table("scored.csv");
        Files.delete(results.resolve("scored.csv"));
        final Table samples = table("samples.csv");
        assertEquals(samples.rows(), scored.rows());
        for (int row = 0; row < samples.rows(); row++) {
            // float32 network, batched differently
            assertEquals(samples.number(row, 2), scored.number(row, scored.indexOf("log-probability (2)")), 1e-4);
            assertEquals(samples.number(row, 1), scored.number(row, scored.indexOf("reward (2)")), 1e-12);
        }
    }

    @Test
    void theReportIsOnePageWithTheChangedSettings() throws IOException {
        final String page = Files.readString(results.resolve("report.html"));
        assertTrue(page.contains("Design DNA binders"));
        assertTrue(page.contains("GFlowNet Learner (#4)") && page.contains("Training steps"));
        assertTrue(page.contains("default-src 'none'"), "the browser may load nothing");
        assertFalse(page.contains("src=\"http") || page.contains("href=\"http"), "refers to something outside");
    }

    @Test
    void theSummarySaysWhatCameOutAndWhereItIs() {
        assertTrue(run.out().contains("DNA sequences of length 8 in proportion to their reward, in 50 training steps"),
                run.out());
        assertTrue(run.out().contains("total variation"), run.out());
        assertTrue(run.out().contains("2 000 times in all"), run.out());
        assertTrue(run.out().contains("Report: " + results.resolve("report.html")), run.out());
        assertEquals(5, run.out().lines().filter(line -> line.matches(" {2}[ACGT]{8} {2}reward .*")).count(),
                run.out());
    }

    @Test
    void standardErrorShowsWhichNodeRuns() {
        assertTrue(run.err().contains("4/6 GFlowNet Learner (#4)"), run.err());
        assertFalse(run.err().contains("\u001b"), "control characters in a plain log");
    }
}
