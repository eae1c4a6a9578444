package org.gflownet4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.gflownet4j.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says about the library is compiled, and does what it says. */
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void theExampleOfTheReadmeRuns() throws IOException {
        final Path file = folder.resolve("grid.gflownet");
        assertTrue(GridExample.run(file) < 0.02);
        assertEquals("Cells of a 2-dimensional grid of side 8", ModelFile.load(file).environment().title());
    }

    @Test
    void theReadmeShowsTheExampleThatIsCompiled() throws IOException {
        final Path module = Path.of("").toAbsolutePath();
        final String source = Files
                .readString(module.resolve("src/test/java/org/gflownet4j/examples/GridExample.java"));
        final String example = source.substring(source.indexOf("// README begins\n") + 17,
                source.indexOf("        // README ends")).lines().map(line -> line.isBlank() ? "" : line.substring(8))
                .collect(Collectors.joining("\n"));
        final String readme = Files.readString(module.resolve("../../README.md"));
        assertTrue(readme.contains(example), "README.md lacks this:\n" + example);
    }
}
