package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Workflow directories saved when an issue was finished, with the figures that they gave then, in plain Java: they open, and
 * give the same numbers, for ever. {@code issue-4}: the example, with 60 training steps; {@code issue-5}: a grid that gives
 * its reward, too, and a Learner with every setting of that issue; {@code issue-6}: known objects at the Learner's optional
 * input, replay left to it, exploration of several kinds, and a loss of its own for the backward policy.
 */
class KeptWorkflowsTest {

    /** A sum taken in another order moves a figure this little over so few steps. */
    private static final double ROUNDING = 1e-3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"issue-4-workflow, 60, 0.325836, 8.780437, 0.896848",
            "issue-5-workflow, 200, 0.444498, 0.821256, 0.051178",
            "issue-6-workflow, 60, 0.283229, 9.032414, 0.831687"})
    void aKeptWorkflowRunsAndGivesTheSameNumbers(final String name, final int updates, final double tv,
            final double logPartition, final double slope) throws IOException, URISyntaxException {
        final Path workflow = Path.of(KeptWorkflowsTest.class.getResource("/" + name).toURI());
        final List<String> line = new ArrayList<>(List.of("run", workflow.toString(), "--output", "out", "--set",
                "4.updates=" + updates, "--set", "6.samples=1000"));
        for (final int node : new int[]{4, 5, 6}) {
            line.addAll(List.of("--set", node + ".backend=JAVA"));
        }
        final CommandLineRun run = CommandLineRun.of(folder, line.toArray(new String[0]));
        assertEquals(0, run.exitCode(), run.err());
        final Map<String, Object> metrics = JSON.std.mapFrom(Files.readString(folder.resolve("out/metrics.json")));
        assertEquals(tv, ((Number) metrics.get("tv")).doubleValue(), ROUNDING);
        assertEquals(logPartition, ((Number) metrics.get("log_z")).doubleValue(), ROUNDING);
        assertEquals(slope, ((Number) metrics.get("slope")).doubleValue(), ROUNDING);
    }
}
