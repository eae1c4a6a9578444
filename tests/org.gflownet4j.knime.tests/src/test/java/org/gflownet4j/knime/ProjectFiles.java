package org.gflownet4j.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project that tests read or keep up to date. */
public final class ProjectFiles {

    private static final boolean UPDATE = System.getProperty("gflownet4j.update") != null;

    private ProjectFiles() {
    }

    public static Path root() {
        return Path.of(System.getProperty("gflownet4j.root"));
    }

    /** Holds a generated text against the file that is checked in; with -Dgflownet4j.update it writes the file instead. */
    public static void assertUpToDate(final String file, final String expected) throws IOException {
        final Path path = root().resolve(file);
        if (UPDATE) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, expected);
        }
        assertEquals(expected, Files.exists(path) ? Files.readString(path) : "",
                () -> file + " is out of date. If the change is right, run this test with -Dgflownet4j.update.");
    }
}
