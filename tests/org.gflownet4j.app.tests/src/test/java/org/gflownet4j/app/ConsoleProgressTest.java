package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private static final long MILLISECOND = 1_000_000;

    private final StringWriter err = new StringWriter();
    private long now;

    private ConsoleProgress progress(final int columns) {
        return new ConsoleProgress(new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err),
                Path.of("").toAbsolutePath(), columns, () -> false), () -> now);
    }

    /** What is on the line now, without control sequences. */
    private String line() {
        final String all = err.toString();
        return all.substring(all.lastIndexOf('\r') + 1).replaceAll("\u001b\\[\\d*[Km]", "");
    }

    @Test
    void theLineIsRewrittenAtMostFiveTimesASecond() {
        final ConsoleProgress progress = progress(100);
        progress.begin("1/2", "Learner");
        final int before = err.toString().split("\r", -1).length;
        for (int i = 0; i < 1000; i++) {
            now += MILLISECOND;
            progress.report(i / 1000.0, () -> "working");
        }
        final int updates = err.toString().split("\r", -1).length - before;
        assertTrue(updates >= 4 && updates <= 5, updates + " updates");
        assertTrue(err.toString().indexOf('\n') < 0);
    }

    @Test
    void theBarGrowsBehindTheWords() {
        final ConsoleProgress progress = progress(41);
        progress.begin("1/2", "Learner");
        now += 1000 * MILLISECOND;
        progress.report(0.25, () -> "Step 10");
        assertEquals("1/2 Learner Step 10" + " ".repeat(21), line());
        // 10 of 40 places
        assertTrue(err.toString().endsWith("\u001b[7m1/2 Learne\u001b[0mr Step 10" + " ".repeat(21)), err.toString());
    }

    @Test
    void aLongMessagePushesTheNameOutAndIsCutToTheWidth() {
        final ConsoleProgress progress = progress(20);
        progress.begin("1/2", "Learner");
        now += 1000 * MILLISECOND;
        progress.report(2, () -> "Step 10 of 20, 5 s left");
        assertEquals("Step 10 of 20, 5 s ", line());
    }

    @Test
    void withoutATerminalThereAreFewPlainLines() {
        final ConsoleProgress progress = progress(0);
        progress.begin("1/2", "Learner");
        for (int i = 0; i < 60; i++) {
            now += 1000 * MILLISECOND;
            progress.report(i / 60.0, () -> "working");
        }
        assertEquals(List.of("1/2 Learner", "1/2 Learner: working", "1/2 Learner: working", "1/2 Learner: working",
                "1/2 Learner: working", "1/2 Learner: working", "1/2 Learner: working"),
                err.toString().lines().toList());
    }

    @Test
    void warningsNameTheNodeAndAreRemembered() {
        final ConsoleProgress progress = progress(0);
        progress.begin("1/2", "Table Reward (#3)");
        progress.warn("Two rows were left out.");
        assertEquals(List.of("Table Reward (#3): Two rows were left out."), progress.warnings());
        assertTrue(err.toString().contains("Warning: Table Reward (#3): Two rows were left out."));
    }
}
