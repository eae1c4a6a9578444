package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.gflownet4j.Version;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Operations;
import org.gflownet4j.operation.SettingsMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    @Test
    void helpListsAllCommands() {
        final CommandLineRun run = CommandLineRun.of(HERE, "--help");
        assertEquals(0, run.exitCode());
        for (final String command : new String[]{"run", "train", "sample", "score", "evaluate", "nodes"}) {
            assertTrue(run.out().contains("  " + command + " "), run.out());
        }
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "train", "sample", "score", "evaluate", "nodes"})
    void everyCommandHasHelp(final String command) {
        final CommandLineRun run = CommandLineRun.of(HERE, command, "--help");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("Usage: gflownet " + command), run.out());
        assertEquals("", run.err());
    }

    @Test
    void versionSaysProductJavaAndBackend() {
        final CommandLineRun run = CommandLineRun.of(HERE, "--version");
        assertEquals(0, run.exitCode());
        assertTrue(Version.VERSION.matches("\\d+\\.\\d+\\.\\d+.*"), Version.VERSION);
        assertTrue(run.out().contains("GFlowNet4J " + Version.VERSION), run.out());
        assertTrue(run.out().contains("Java " + System.getProperty("java.version")), run.out());
        assertEquals(3, run.out().lines().count(), run.out());
    }

    @Test
    void nodesDescribesEverySettingOfEveryOperation() {
        final CommandLineRun run = CommandLineRun.of(HERE, "nodes");
        assertEquals(0, run.exitCode());
        for (final Operation<?> operation : Operations.all()) {
            assertTrue(run.out().contains(operation.name() + " (" + Operations.id(operation) + ")"), run.out());
            for (final String key : SettingsMap.toMap(operation.defaults()).keySet()) {
                assertTrue(run.out().contains("  " + key + " = "), key);
            }
        }
    }

    @Test
    void nodesSaysWhichInputsAreOptional() {
        final String sampler = CommandLineRun.of(HERE, "nodes", "Sampler").out();
        assertTrue(sampler.contains("  Input 1: Model, a GFlowNet Model. A"), sampler);
        assertTrue(sampler.contains("  Input 2: Known objects, a Table (optional). Objects"), sampler);
    }

    @Test
    void nodesFindsANodeByEitherName() {
        final String one = CommandLineRun.of(HERE, "nodes", "sampler").out();
        assertEquals(one, CommandLineRun.of(HERE, "nodes", "GFlowNet Sampler").out());
        assertTrue(one.contains("count = 1000  (Number of objects)"), one);
        assertTrue(!one.contains("GFlowNet Learner"), one);
    }

    @Test
    void aWrongCommandLineEndsWithTwoAndAHint() {
        for (final String[] args : new String[][]{{}, {"dance"}, {"run"}, {"run", "a", "b"}, {"sample", "m", "--cuont",
                "3"}, {"nodes", "Dreamer"}, {"run", "x", "--table", "one=a.csv"}}) {
            final CommandLineRun run = CommandLineRun.of(HERE, args);
            assertEquals(2, run.exitCode(), String.join(" ", args));
            assertTrue(run.err().contains("--help"), run.err());
            assertEquals("", run.out());
        }
    }
}
