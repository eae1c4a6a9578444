package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {

    private static final String SPACE = "\"sequenceSpace\": {\"alphabet\": \"DNA\", \"minLength\": 2, \"maxLength\": 2}";
    private static final String QUICK = "\"learner\": {\"updates\": 3, \"batchSize\": 8, \"seed\": 5}, \"sampler\": "
            + "{\"count\": 10}, \"evaluator\": {\"samples\": 100}";

    @TempDir
    Path folder;

    private CommandLineRun train(final String json) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("settings")).resolve("train.json"), json);
        return CommandLineRun.of(folder, "train", "settings/train.json", "--output", "out");
    }

    private CommandLineRun trainOn(final String table) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("settings")).resolve("data.csv"), table);
        return train("{\"table\": \"data.csv\", " + SPACE + ", " + QUICK + "}");
    }

    @Test
    void trainsOnATableBesideTheSettingsFile() throws IOException {
        final CommandLineRun run = trainOn("sequence,score\nAA,1\nAC,2\nAG,3\n");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(5L, ((Number) ModelFile.load(folder.resolve("out/model.gflownet")).provenance().get("seed"))
                .longValue());
        assertTrue(Files.readString(folder.resolve("out/report.html")).contains("Training steps"));
    }

    @Test
    void theExampleDataAreUsedWithoutATable() throws IOException {
        final CommandLineRun run = train("{\"exampleData\": {}, " + QUICK + "}");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(Files.readString(folder.resolve("out/metrics.json")).contains("65536"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{`learning`: {}} | \"learning\"",
            "{`learner`: {`updatez`: 3}} | \"updatez\"",
            "{`learner`: {`updates`: `many`}} | \"many\"",
            "{`learner`: {`updates`: [3]}} | \"updates\"",
            "{`learner`: 3} | \"learner\"",
            "{`table`: 3} | \"table\"",
            "{`table`: `nowhere.csv`} | nowhere.csv does not exist",
            "{`table`: `a.csv`, `exampleData`: {}} | both",
            "{`learner` | no JSON object",
            "[1] | no JSON object",
    })
    void wrongSettingsAreRefusedByName(final String json, final String words) throws IOException {
        final CommandLineRun run = train(json.replace('`', '"'));
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertFalse(run.err().contains("\tat ") || run.err().contains("should not have happened"), run.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    /** Each table, with words of the message that it must lead to. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "'' | is empty",
            "sequence,score | empty",
            "sequence,score\\nAA,high\\nAC,low | no number column",
            "score\\n1\\n2 | no text column",
            "sequence,score\\n,1\\nAC, | lack an object or a score",
            "sequence,score\\nAA,1\\nAX,2 | Row 2",
            "sequence,score\\nAA,1\\nAC,2\\nACG,3 | Row 3",
            "sequence,score\\nAA,0\\nAC,0 | All scores are 0",
            "sequence,score\\nAA,NaN\\nAC,NaN | lack an object or a score",
            "sequence,score\\nAA,1\\nAC,Infinity | Row 2",
            "sequence,score\\nAA,1,2 | line 2",
    })
    void unusableTablesAreRefusedWithTheRow(final String table, final String words) throws IOException {
        final CommandLineRun run = trainOn(table.replace("\\n", "\n"));
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertFalse(run.err().contains("\tat ") || run.err().contains("should not have happened"), run.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void differentScoresOfOneSequenceAreAveragedAndSaidOnce() throws IOException {
        final CommandLineRun run = trainOn("sequence,score\nAA,1\nAA,2\nAC,2\nAG,5\nAG,6\n");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(1, run.err().lines().filter(line -> line.contains("averaged")).count(), run.err());
        assertTrue(run.err().contains("Warning: Table Reward (#3): 2 objects"), run.err());
        assertTrue(Files.readString(folder.resolve("out/report.html")).contains("averaged"));
    }

    @Test
    void theCoverageOfTheSpaceIsMeasured() throws IOException {
        final CommandLineRun run = trainOn("sequence,score\nAA,1\nAC,2\nAG,3\n");
        assertTrue(run.err().contains("3 objects are measured, 18.8\u202f% of the 16 objects of the design space"),
                run.err());
    }

    @Test
    void knownAndTestObjectsAreTablesOfTheirOwn() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/data.csv"), "sequence,score\nAA,1\nAC,2\nAG,3\n");
        Files.writeString(folder.resolve("settings/known.csv"), "id,sequence\n1,AA\n2,CC\n");
        Files.writeString(folder.resolve("settings/test.csv"), "sequence\nAC\nTT\nAG\n");
        final CommandLineRun run = train("{\"table\": \"data.csv\", \"knownTable\": \"known.csv\", \"testTable\": "
                + "\"test.csv\", " + SPACE
                + ", \"learner\": {\"updates\": 3, \"batchSize\": 8}, \"sampler\": {\"count\": "
                + "100, \"unique\": true}, \"evaluator\": {\"samples\": 100}}");
        assertEquals(0, run.exitCode(), run.err());
        final String samples = Files.readString(folder.resolve("out/samples.csv"));
        assertEquals(15, samples.lines().count(), "a header and all 16 sequences but two");
        assertTrue(!samples.contains("AA") && !samples.contains("CC"), samples);
        assertTrue(run.err().contains("Only 14 of 100 different objects were found"), run.err());
        assertTrue(Files.readString(folder.resolve("out/metrics.json")).contains("\"test_objects\" : 3.0"));
    }

    @Test
    void trainingCanStartFromKnownObjects() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/data.csv"), "sequence,score\nAA,1\nAC,2\nAG,3\n");
        Files.writeString(folder.resolve("settings/start.csv"), "sequence\nAG\nnothing\nAC\n");
        final CommandLineRun run = train("{\"table\": \"data.csv\", \"startTable\": \"start.csv\", " + SPACE
                + ", \"learner\": {\"updates\": 3, \"batchSize\": 8}, \"sampler\": {\"count\": 10}, "
                + "\"evaluator\": {\"samples\": 100}}");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(
                run.err().contains(
                        "GFlowNet Learner (#4): 1 of 3 known objects were skipped: 1 outside the design space."),
                run.err());
    }

    @Test
    void negativeScoresAreScaledLikeOthers() throws IOException {
        assertEquals(0, trainOn("sequence,score\nAA,-1\nAC,-2\nAG,-3\n").exitCode());
    }

    private static final String LONGER = "\"learner\": {\"updates\": 40, \"batchSize\": 8, \"keepBest\": true}, \"sampler\": "
            + "{\"count\": 10}, \"evaluator\": {\"samples\": 100}}";

    /** Cancels a run in the midst of its training. */
    private Path interrupted() throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/data.csv"), "sequence,score\nAA,1\nAC,2\nAG,3\n");
        Files.writeString(folder.resolve("settings/train.json"), "{\"table\": \"data.csv\", " + SPACE + ", " + LONGER);
        final StringWriter err = new StringWriter();
        final AtomicInteger asked = new AtomicInteger();
        final CommandLineRun run = CommandLineRun.cancelledWhen(
                () -> err.toString().contains("GFlowNet Learner (#4)") && asked.incrementAndGet() > 60, err, folder,
                "train", "settings/train.json", "--output", "first");
        assertEquals(130, run.exitCode(), run.err());
        final Path checkpoint = folder.resolve("first-cancelled/checkpoint.gflownet");
        assertTrue(run.err().contains("--resume \"" + checkpoint + "\""), run.err());
        final int updates = CheckpointFile.load(checkpoint).state().updates();
        assertTrue(updates > 0 && updates < 40, updates + " updates");
        return checkpoint;
    }

    @Test
    void anInterruptedTrainingThatIsResumedGivesTheSameModelAndSamples() throws IOException {
        final Path checkpoint = interrupted();
        final CommandLineRun whole = CommandLineRun.of(folder, "train", "settings/train.json", "--output", "whole");
        assertEquals(0, whole.exitCode(), whole.err());
        final CommandLineRun resumed = CommandLineRun.of(folder, "train", "settings/train.json", "--output", "second",
                "--resume", "first-cancelled/checkpoint.gflownet", "--checkpoint-minutes", "10");
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertArrayEquals(ModelFile.load(folder.resolve("whole/model.gflownet")).parameters(),
                ModelFile.load(folder.resolve("second/model.gflownet")).parameters());
        assertEquals(Files.readString(folder.resolve("whole/samples.csv")),
                Files.readString(folder.resolve("second/samples.csv")));
        assertEquals(withoutSeconds(folder.resolve("whole/training-log.csv")),
                withoutSeconds(folder.resolve("second/training-log.csv")));
        assertTrue(Files.exists(checkpoint), "the checkpoint is the user's");
        assertFalse(Files.exists(folder.resolve("second/checkpoint.gflownet")));
    }

    private static List<String> withoutSeconds(final Path log) throws IOException {
        return Files.readAllLines(log).stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList();
    }

    @Test
    void whatTrainingCanNotGoOnFromIsSaidInASentence() throws IOException {
        final Path checkpoint = interrupted();
        resumeIsRefused("nowhere.gflownet", "nowhere.gflownet does not exist");
        resumeIsRefused("settings/data.csv", "This is no complete checkpoint file");
        ModelFile.save(ModelFile.load(checkpoint), folder.resolve("model.gflownet"));
        resumeIsRefused("model.gflownet", "This is a model, but no checkpoint");

        Files.writeString(folder.resolve("settings/train.json"), Files.readString(folder.resolve(
                "settings/train.json")).replace("\"updates\": 40", "\"updates\": 50"));
        resumeIsRefused(checkpoint.toString(), "updates was 40 and is 50");
        Files.writeString(folder.resolve("settings/train.json"), Files.readString(folder.resolve(
                "settings/train.json")).replace("\"updates\": 50", "\"updates\": 40"));
        Files.writeString(folder.resolve("settings/data.csv"), "sequence,score\nAA,1\nAC,2\nAG,4\n");
        resumeIsRefused(checkpoint.toString(), "another reward");
    }

    private void resumeIsRefused(final String checkpoint, final String words) {
        final CommandLineRun run = CommandLineRun.of(folder, "train", "settings/train.json", "--output", "out",
                "--resume", checkpoint);
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertFalse(run.err().contains("\tat ") || run.err().contains("should not have happened"), run.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @ParameterizedTest
    @CsvSource({"0.4", "0", "-1", "NaN", "1e9", "soon"})
    void checkpointsThatAreTooCloseOrTooFarApartAreAWrongUsage(final String minutes) throws IOException {
        Files.createDirectories(folder.resolve("settings"));
        Files.writeString(folder.resolve("settings/train.json"), "{}");
        final CommandLineRun run = CommandLineRun.of(folder, "train", "settings/train.json", "--checkpoint-minutes",
                minutes);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains("--checkpoint-minutes"), run.err());
    }

    @Test
    void aModelIsKeptWhenALaterNodeFails() throws IOException {
        final CommandLineRun run = train("{\"exampleData\": {}, \"learner\": {\"updates\": 3, \"batchSize\": 8}, "
                + "\"sampler\": {\"count\": 0}}");
        assertEquals(1, run.exitCode(), run.err());
        final Path checkpoint = folder.resolve("out-failed/checkpoint.gflownet");
        assertTrue(run.err().contains("./gflownet sample \"" + checkpoint + "\""), run.err());
        assertEquals(3, CheckpointFile.load(checkpoint).state().updates());
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
