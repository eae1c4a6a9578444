package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.jr.ob.JSON;

class RunCommandTest {

    private static final String EXAMPLE = WorkflowFolder.example().toString();

    /** A table of all 16 DNA sequences of length 2. */
    private static final String SMALL_TABLE = "name,binding\nAA,0.1\nAC,0.2\nAG,0.3\nAT,0.4\nCA,0.5\nCC,0.6\nCG,0.7\n"
            + "CT,0.8\nGA,0.9\nGC,1\nGG,1.1\nGT,1.2\nTA,1.3\nTC,1.4\nTG,1.5\nTT,1.6\n";

    @TempDir
    Path folder;

    private CommandLineRun small(final String... more) throws IOException {
        return CommandLineRun.of(folder, smallArguments(more));
    }

    /** The example on a tiny space, which trains in a moment. */
    private String[] smallArguments(final String... more) throws IOException {
        Files.writeString(folder.resolve("small.csv"), SMALL_TABLE);
        return Stream
                .concat(Stream.of("run", EXAMPLE, "--table", "1=small.csv", "--set", "3.objectColumn=name", "--set",
                        "3.scoreColumn=binding", "--set", "2.minLength=2", "--set", "2.maxLength=2", "--set",
                        "4.updates=20",
                        "--set", "4.batchSize=8", "--set", "5.count=10", "--set", "6.samples=100"), Stream.of(more))
                .toArray(String[]::new);
    }

    private List<String> content(final Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Standard error that does something once a text has been written to it. */
    private static StringWriter whenWritten(final String text, final Consumer<StringWriter> action) {
        return new StringWriter() {
            private boolean done;

            @Override
            public void flush() {
                if (!done && toString().contains(text)) {
                    done = true;
                    action.accept(this);
                }
            }
        };
    }

    @Test
    void aSuppliedTableTakesThePlaceOfTheData() throws IOException {
        final CommandLineRun run = small("--output", "out");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(Files.readString(folder.resolve("out/metrics.json")).contains("\"objects\" : 16.0"));
        assertEquals(List.of("out", "small.csv"), content(folder));
    }

    @Test
    void aSecondSamplerGetsAFileOfItsOwn() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("GFlowNet Evaluator (#6)/settings.xml"), "EvaluatorNodeFactory",
                "SamplerNodeFactory");
        WorkflowFolder.replace(workflow.resolve("GFlowNet Evaluator (#6)/settings.xml"), "key=\"samples\"",
                "key=\"count\"");
        // the evaluator's second input becomes a connection of flow variables, which counts for nothing
        final Path file = workflow.resolve("workflow.knime");
        final String text = Files.readString(file);
        final int last = text.indexOf("<config key=\"connection_5\">");
        Files.writeString(file, text.substring(0, last) + text.substring(last).replaceFirst(
                "key=\"sourcePort\" type=\"xint\" value=\"1\"", "key=\"sourcePort\" type=\"xint\" value=\"0\""));
        final CommandLineRun run = CommandLineRun.of(folder, "run", workflow.toString(), "--output", "out", "--set",
                "4.updates=2", "--set", "6.count=7");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(content(folder.resolve("out")).containsAll(List.of("samples.csv", "samples-2.csv")));
    }

    @Test
    void anOutputFolderWithSomethingInItIsNotTouched() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        Files.writeString(folder.resolve("out/mine.txt"), "mine");
        final CommandLineRun run = small("--output", "out");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("not empty"), run.err());
        assertEquals(List.of("mine.txt"), content(folder.resolve("out")));
        assertEquals(List.of("out", "small.csv"), content(folder));
    }

    @Test
    void anEmptyOutputFolderIsUsed() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        assertEquals(0, small("--output", "out").exitCode());
        assertEquals(5, content(folder.resolve("out")).size());
    }

    @Test
    void aPlaceThatCanNotBeWrittenIsSaidBeforeAnythingRuns() throws IOException {
        Files.writeString(folder.resolve("runs"), "a file where the folder should be");
        final CommandLineRun run = small();
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("can not be written") && run.err().contains("runs"), run.err());
        assertFalse(run.err().contains("Learner"), run.err());
        assertEquals("", run.out());
        assertEquals(List.of("runs", "small.csv"), content(folder));
    }

    @Test
    void nothingIsLeftWhenWritingFailsAtTheEnd() throws IOException {
        // a folder of the name of a result file stands for a disk that takes no more
        final StringWriter err = whenWritten("Writing the results", writer -> {
            try (Stream<Path> hidden = Files.list(folder.resolve("runs"))) {
                Files.createDirectory(hidden.findFirst().orElseThrow().resolve("training-log.csv"));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        final CommandLineRun run = CommandLineRun.cancelledWhen(() -> false, err, folder, smallArguments());
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("can not be written"), run.err());
        assertFalse(run.err().contains("\tat "), "stack trace");
        assertEquals("", run.out());
        assertEquals(List.of("small.csv"), content(folder));
    }

    @Test
    void nothingIsLeftWhenANodeFailsAndTheNodeIsNamed() throws IOException {
        final CommandLineRun run = small("--set", "4.hiddenUnits=0");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("GFlowNet Learner (#4): "), run.err());
        assertEquals(List.of("small.csv"), content(folder));
    }

    @Test
    void verboseShowsWhereItHappened() throws IOException {
        final CommandLineRun run = small("--set", "4.hiddenUnits=0", "--verbose");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("\tat org.gflownet4j."), run.err());
    }

    @Test
    void cancelDuringTrainingKeepsTheModelAndNothingElse() throws IOException {
        final StringWriter err = new StringWriter();
        final AtomicInteger asked = new AtomicInteger();
        // the trainer asks before each of its steps
        final CommandLineRun run = CommandLineRun.cancelledWhen(
                () -> err.toString().contains("GFlowNet Learner (#4)") && asked.incrementAndGet() > 6, err, folder,
                smallArguments("--set", "4.updates=1000000"));
        assertEquals(130, run.exitCode(), run.err());
        assertEquals("", run.out());
        final List<String> runs = content(folder.resolve("runs"));
        assertEquals(1, runs.size(), runs.toString());
        assertTrue(runs.get(0).endsWith("-cancelled"), runs.toString());
        final Path cancelled = folder.resolve("runs").resolve(runs.get(0));
        assertEquals(List.of("checkpoint.gflownet"), content(cancelled));
        final Path checkpoint = cancelled.resolve("checkpoint.gflownet");
        assertTrue(run.err().contains("./gflownet sample \"" + checkpoint + "\""), run.err());
        final GFlowNetModel model = ModelFile.load(checkpoint);
        final int steps = ((Number) model.provenance().get("updates")).intValue();
        assertTrue(steps > 0 && steps <= 6, "steps " + steps);
    }

    @Test
    void cancelAfterTrainingKeepsTheTrainedModel() throws IOException {
        final StringWriter err = new StringWriter();
        final CommandLineRun run = CommandLineRun.cancelledWhen(
                () -> err.toString().contains("GFlowNet Evaluator (#6)"),
                err, folder, smallArguments("--output", "out"));
        assertEquals(130, run.exitCode(), run.err());
        assertEquals(List.of("out-cancelled", "small.csv"), content(folder));
        assertEquals(20, ((Number) ModelFile.load(folder.resolve("out-cancelled/checkpoint.gflownet")).provenance()
                .get("updates")).intValue());
    }

    @Test
    void cancelBeforeThereIsAModelLeavesNothing() throws IOException {
        final CommandLineRun run = CommandLineRun.cancelledWhen(() -> true, new StringWriter(), folder,
                smallArguments());
        assertEquals(130, run.exitCode(), run.err());
        assertTrue(run.err().contains("nothing was kept"), run.err());
        assertEquals(List.of("small.csv"), content(folder));
    }

    @Test
    void wrongWorkflowsEndWithOneInWords() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("GFlowNet Sampler (#5)/settings.xml"), "org.gflownet4j.knime.node.",
                "com.example.");
        final CommandLineRun run = CommandLineRun.of(folder, "run", "workflow");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("GFlowNet Sampler (#5)") && run.err().contains("--table 5=FILE.csv"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals(List.of("workflow"), content(folder));
    }

    @Test
    void aGridAndItsRewardComeFromTheTwoOutputsOfOneNode() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("Sequence Space (#2)/settings.xml"), "SequenceSpaceNodeFactory",
                "HypergridSpaceNodeFactory");
        final Path file = workflow.resolve("workflow.knime");
        // what came from Table Reward's only output comes from the grid's second
        for (final String node : new String[]{"4", "6"}) {
            final String destination = "<entry key=\"destID\" type=\"xint\" value=\"" + node + "\"/>\n";
            final String indent = " ".repeat(12);
            final String port = indent + "<entry key=\"sourcePort\" type=\"xint\" value=\"";
            WorkflowFolder.replace(file,
                    "\"sourceID\" type=\"xint\" value=\"3\"/>\n" + indent + destination + port + "1",
                    "\"sourceID\" type=\"xint\" value=\"2\"/>\n" + indent + destination + port + "2");
        }
        final CommandLineRun run = CommandLineRun.of(folder, "run", workflow.toString(), "--output", "out", "--set",
                "4.updates=300", "--set", "2.side=4");
        assertEquals(0, run.exitCode(), run.err());
        // 16 cells of R0 = 0.1, of which the four corners have R1 = 0.5 more; at side 4 no cell has R2
        assertEquals(Math.log(16 * 0.1 + 4 * 0.5), ((Number) JSON.std
                .mapFrom(Files.readString(folder.resolve("out/metrics.json"))).get("log_z_exact")).doubleValue(), 1e-9);
    }

    @Test
    void aSettingThatIsNotKnownIsSaidAndStandsInTheReport() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("GFlowNet Sampler (#5)/settings.xml"), "key=\"count\"",
                "key=\"cuont\"");
        final CommandLineRun run = CommandLineRun.of(folder, "run", workflow.toString(), "--output", "out", "--set",
                "4.updates=2");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(1, run.err().lines().filter(line -> line.contains("\"cuont\" of GFlowNet Sampler (#5)")).count(),
                run.err());
        assertTrue(Files.readString(folder.resolve("out/report.html")).contains("cuont"));
        assertEquals(1, CommandLineRun.of(folder, "run", workflow.toString(), "--set", "5.cuont=3").exitCode());
    }

    @Test
    void aMissingTableIsNamed() {
        final CommandLineRun run = CommandLineRun.of(folder, "run", EXAMPLE, "--table", "1=nowhere.csv");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("nowhere.csv does not exist"), run.err());
    }

    @Test
    void settingsThatAreNoneAreAWrongUsage() {
        for (final String setting : List.of("updates=5", "x.updates=5", "4.updates", ".updates=5")) {
            final CommandLineRun run = CommandLineRun.of(folder, "run", EXAMPLE, "--set", setting);
            assertEquals(2, run.exitCode(), run.err());
        }
    }
}
