package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sample}, {@code score} and {@code evaluate} on a small model. */
class ModelCommandsTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(shared.resolve("data.csv"), "sequence,score\nAA,1\nAC,2\nTT,9\n");
        Files.writeString(shared.resolve("train.json"),
                "{\"table\": \"data.csv\", \"sequenceSpace\": {\"minLength\": 2, "
                        + "\"maxLength\": 2}, \"learner\": {\"updates\": 200, \"batchSize\": 16}, \"evaluator\": {\"samples\": 100}}");
        final CommandLineRun run = CommandLineRun.of(shared, "train", "train.json", "--output", "out");
        assertEquals(0, run.exitCode(), run.err());
    }

    @BeforeEach
    void copyTheModel() throws IOException {
        Files.copy(shared.resolve("out/model.gflownet"), folder.resolve("m.gflownet"));
    }

    private static Table table(final String csv) throws IOException {
        return Csv.read(new StringReader(csv), "output");
    }

    @Test
    void sampleWritesOnlyTheTableToStandardOutput() throws IOException {
        final CommandLineRun run = CommandLineRun.of(folder, "sample", "m.gflownet", "--count", "50");
        assertEquals(0, run.exitCode(), run.err());
        final Table table = table(run.out());
        assertEquals(List.of("sequence", "reward", "log-probability", "times drawn"),
                table.columns().stream().map(Table.Column::name).toList());
        int drawn = 0;
        for (int row = 0; row < table.rows(); row++) {
            drawn += (int) table.number(row, 3);
        }
        assertEquals(50, drawn);
        // the reward of TT is 1, that of AA and AC hardly more than 0
        assertEquals("TT", table.text(0, 0));
    }

    @Test
    void theSeedDecidesWhatIsDrawn() {
        final String first = CommandLineRun.of(folder, "sample", "m.gflownet", "--seed", "1").out();
        assertEquals(first, CommandLineRun.of(folder, "sample", "m.gflownet", "--seed", "1").out());
        assertNotEquals(first, CommandLineRun.of(folder, "sample", "m.gflownet", "--seed", "2").out());
    }

    @Test
    void sampleReplacesItsOutputFileAsAWhole() throws IOException {
        Files.writeString(folder.resolve("s.csv"), "old");
        assertEquals(0, CommandLineRun.of(folder, "sample", "m.gflownet", "--output", "s.csv").exitCode());
        assertTrue(Files.readString(folder.resolve("s.csv")).startsWith("sequence,"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void anOutputFileThatCanNotBeWrittenIsNamed() {
        final CommandLineRun run = CommandLineRun.of(folder, "sample", "m.gflownet", "--output", "nowhere/s.csv");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("nowhere/s.csv can not be written"), run.err());
    }

    @Test
    void standardOutputThatTakesNoMoreIsAnError() {
        final OutputStream full = new OutputStream() {
            @Override
            public void write(final int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        final StringWriter err = new StringWriter();
        assertEquals(1, GFlowNetCommand.run(new String[]{"sample", "m.gflownet"}, new PrintWriter(full),
                new PrintWriter(err), folder));
        assertTrue(err.toString().contains("Standard output"), err.toString());
    }

    @Test
    void scoreAddsColumnsAndCountsWhatItCanNotScore() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,candidate\nfirst,TT\nsecond,XX\n");
        final CommandLineRun run = CommandLineRun.of(folder, "score", "m.gflownet", "t.csv", "--column", "candidate");
        assertEquals(0, run.exitCode(), run.err());
        final Table table = table(run.out());
        assertEquals(List.of("id", "candidate", "reward", "log reward", "log-probability", "standard error"),
                table.columns().stream().map(Table.Column::name).toList());
        assertTrue(table.number(0, 4) < 0 && table.isMissing(1, 4), run.out());
        // a sequence built from left to right has one history, and so its probability is exact
        assertEquals(0, table.number(0, 5));
        assertEquals(Math.log(table.number(0, 2)), table.number(0, 3), 1e-9);
        assertTrue(run.err().contains("1 of 2 rows could not be scored; the first is row 2"), run.err());
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "candidate\nTT\n");
        final CommandLineRun run = CommandLineRun.of(folder, "score", "m.gflownet", "t.csv", "--column", "other");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("\"other\"") && run.err().contains("candidate"), run.err());
    }

    @Test
    void evaluateExplainsItsFiguresOrWritesThemAsJson() throws IOException {
        final CommandLineRun shown = CommandLineRun.of(folder, "evaluate", "m.gflownet", "--samples", "200");
        assertEquals(0, shown.exitCode(), shown.err());
        assertTrue(shown.out().lines().anyMatch(line -> line.startsWith("tv ") && line.contains("Total variation")));
        assertEquals(0, CommandLineRun.of(folder, "evaluate", "m.gflownet", "--samples", "200", "--output", "e.json")
                .exitCode());
        final Map<String, Object> figures = JSON.std.mapFrom(Files.readString(folder.resolve("e.json")));
        assertEquals(200.0, ((Number) figures.get("samples")).doubleValue());
        assertTrue(figures.containsKey("tv") && figures.containsKey("elbo_gap"));
    }

    @Test
    void sampleDrawsDifferentNewAndDiverseObjects() throws IOException {
        Files.writeString(folder.resolve("known.csv"), "id,name\nx,TT\ny,AA\n");
        final CommandLineRun all = CommandLineRun.of(folder, "sample", "m.gflownet", "--unique", "--count", "20",
                "--known", "known.csv", "--known-column", "name");
        assertEquals(0, all.exitCode(), all.err());
        assertTrue(table(all.out()).rows() <= 14 && !all.out().contains("TT,"), all.out());
        assertTrue(all.err().contains(" of 20 different objects were found"), all.err());
        final CommandLineRun diverse = CommandLineRun.of(folder, "sample", "m.gflownet", "--diverse", "2",
                "--min-distance", "1");
        assertEquals(2, table(diverse.out()).rows(), diverse.err());
    }

    @Test
    void evaluateMeasuresTestObjects() throws IOException {
        Files.writeString(folder.resolve("test.csv"), "a,b\nx,TT\ny,AA\nz,?\n");
        final CommandLineRun run = CommandLineRun.of(folder, "evaluate", "m.gflownet", "--samples", "200", "--test",
                "test.csv", "--test-column", "b");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(
                run.out().lines().anyMatch(line -> line.matches("test_objects +2\\.00000 +Number of test objects\\.")),
                run.out());
        assertTrue(run.err().contains("1 of 3 rows of the test objects"), run.err());
    }

    @Test
    void optionsThatNeedAnotherAreAWrongUsageWithoutIt() {
        assertEquals(2, CommandLineRun.of(folder, "sample", "m.gflownet", "--known-column", "a").exitCode());
        assertEquals(2, CommandLineRun.of(folder, "sample", "m.gflownet", "--min-distance", "1").exitCode());
        assertEquals(2, CommandLineRun.of(folder, "evaluate", "m.gflownet", "--test-column", "a").exitCode());
    }

    @Test
    void damagedAndMissingModelsAreNamed() throws IOException {
        final byte[] bytes = Files.readAllBytes(folder.resolve("m.gflownet"));
        Files.write(folder.resolve("short.gflownet"), Arrays.copyOf(bytes, bytes.length / 2));
        for (final String name : List.of("short.gflownet", "nowhere.gflownet")) {
            for (final String command : List.of("sample", "evaluate")) {
                final CommandLineRun run = CommandLineRun.of(folder, command, name);
                assertEquals(1, run.exitCode());
                assertTrue(run.err().contains(name), run.err());
                assertFalse(run.err().contains("should not have happened"), run.err());
                assertEquals("", run.out());
            }
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertEquals(1, CommandLineRun.of(folder, "sample", "m.gflownet", "--count", "0").exitCode());
        assertEquals(2, CommandLineRun.of(folder, "sample", "m.gflownet", "--count", "many").exitCode());
        assertEquals(1, CommandLineRun.of(folder, "evaluate", "m.gflownet", "--samples", "1").exitCode());
    }

    @Test
    void cancelWritesNothing() throws IOException {
        final CommandLineRun run = CommandLineRun.cancelledWhen(() -> true, new StringWriter(), folder, "sample",
                "m.gflownet", "--output", "s.csv");
        assertEquals(130, run.exitCode(), run.err());
        assertFalse(Files.exists(folder.resolve("s.csv")));
    }
}
