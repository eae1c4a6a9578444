package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Workflow directories for tests: copies of the example that a test damages in one place. */
public final class WorkflowFolder {

    private static final String EXAMPLE = "examples/design-dna-binders";

    private WorkflowFolder() {
    }

    /** The example as the user has it; tests must not write into it. */
    public static Path example() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(EXAMPLE))) {
                return folder.resolve(EXAMPLE);
            }
        }
        throw new IllegalStateException("No folder above has " + EXAMPLE + ".");
    }

    /** A copy of the example. */
    public static Path copy(final Path into) throws IOException {
        final Path copy = into.resolve("workflow");
        try (Stream<Path> files = Files.walk(example())) {
            for (final Path file : files.toList()) {
                Files.copy(file, copy.resolve(example().relativize(file)));
            }
        }
        return copy;
    }

    /** Replaces a text that must be there. */
    public static void replace(final Path file, final String text, final String replacement) throws IOException {
        final String content = Files.readString(file);
        if (!content.contains(text)) {
            throw new IllegalArgumentException(file + " does not contain " + text);
        }
        Files.writeString(file, content.replace(text, replacement));
    }
}
