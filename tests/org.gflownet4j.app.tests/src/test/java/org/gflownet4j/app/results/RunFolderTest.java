package org.gflownet4j.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @TempDir
    Path current;

    private long count(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void runsOfTheSameSecondGetDifferentFolders() throws IOException {
        try (RunFolder first = RunFolder.inRuns(current, NOW); RunFolder second = RunFolder.inRuns(current, NOW)) {
            assertEquals(current.resolve("runs/2026-01-02_03-04-05-2"), second.keep());
            try (RunFolder third = RunFolder.inRuns(current, NOW)) {
                assertEquals(current.resolve("runs/2026-01-02_03-04-05"), first.keep());
                assertEquals(current.resolve("runs/2026-01-02_03-04-05-3"), third.keep());
            }
        }
        assertEquals(3, count(current.resolve("runs")));
    }

    @Test
    void nothingIsVisibleBeforeItIsComplete() throws IOException {
        try (RunFolder folder = RunFolder.at(current.resolve("out"))) {
            Files.writeString(folder.path().resolve("a.txt"), "a");
            assertFalse(Files.exists(current.resolve("out")));
            folder.keep();
        }
        assertTrue(Files.exists(current.resolve("out/a.txt")));
        assertEquals(1, count(current));
    }

    @Test
    void whatIsNotKeptIsRemovedWithTheFoldersMadeForIt() throws IOException {
        Files.createDirectory(current.resolve("mine"));
        try (RunFolder folder = RunFolder.at(current.resolve("mine/a/b/out"))) {
            Files.writeString(folder.path().resolve("a.txt"), "a");
        }
        assertEquals(0, count(current.resolve("mine")));
    }

    @Test
    void aFolderThatAppearsMeanwhileIsNotReplaced() throws IOException {
        try (RunFolder folder = RunFolder.at(current.resolve("out"))) {
            Files.createDirectory(current.resolve("out"));
            Files.writeString(current.resolve("out/mine.txt"), "mine");
            assertThrows(OutputException.class, folder::keep);
        }
        assertEquals("mine", Files.readString(current.resolve("out/mine.txt")));
        assertEquals(1, count(current));
    }

    @Test
    void onlyTheCheckpointOfACancelledRunIsKept() throws IOException {
        try (RunFolder folder = RunFolder.at(current.resolve("out"))) {
            Files.writeString(folder.path().resolve("samples.csv"), "half");
            Files.writeString(folder.path().resolve(RunFolder.CHECKPOINT), "model");
            assertEquals(Optional.of(current.resolve("out-cancelled/checkpoint.gflownet")),
                    folder.keepCheckpoint(RunFolder.Ending.CANCELLED));
        }
        assertEquals(1, count(current.resolve("out-cancelled")));
        assertEquals(1, count(current));
    }

    @Test
    void theCheckpointOfAFailedRunIsKeptUnderAnotherName() throws IOException {
        try (RunFolder folder = RunFolder.at(current.resolve("out"))) {
            Files.writeString(folder.path().resolve(RunFolder.CHECKPOINT), "model");
            assertEquals(Optional.of(current.resolve("out-failed/checkpoint.gflownet")),
                    folder.keepCheckpoint(RunFolder.Ending.FAILED));
        }
    }

    @Test
    void theCheckpointOfARunThatWasKilledIsNamed() throws IOException {
        Files.createDirectory(current.resolve(".out.part"));
        Files.writeString(current.resolve(".out.part/checkpoint.gflownet"), "model");
        final String message = assertThrows(OutputException.class, () -> RunFolder.at(current.resolve("out")))
                .getMessage();
        assertTrue(message.contains("--resume \"" + current.resolve(".out.part/checkpoint.gflownet") + "\""), message);
    }

    @Test
    void aCompleteRunHasNoCheckpoint() throws IOException {
        try (RunFolder folder = RunFolder.at(current.resolve("out"))) {
            Files.writeString(folder.path().resolve(RunFolder.CHECKPOINT), "model");
            folder.keep();
        }
        assertEquals(0, count(current.resolve("out")));
    }

    @Test
    void twoRunsCanNotWriteToOneFolder() throws IOException {
        try (RunFolder folder = RunFolder.at(current.resolve("out"))) {
            assertThrows(OutputException.class, () -> RunFolder.at(current.resolve("out")));
            folder.keep();
        }
    }
}
