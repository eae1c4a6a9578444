package org.gflownet4j.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The stand-in for KNIME has only what something needs. */
class StandInTest {

    /** Types that are loaded by name. */
    private static final Set<String> LOADED = Set.of("org/knime/core/node/NodeDoor",
            "org/knime/core/node/port/image/ImagePortObject$Serializer",
            "org/knime/core/node/port/image/ImagePortObjectSpec$Serializer");

    @Test
    void everyTypeIsUsedByTheNodesOrByTheStandInsDriver() throws IOException {
        final Path[] modules = Stream
                .of("org.knime.core.util", "org.knime.core", "org.knime.core.ui", "org.gflownet4j.standin.run")
                .map(name -> ProjectFiles.root().resolve("tests/knime-standin/" + name + "/target/classes"))
                .toArray(Path[]::new);
        assumeTrue(Stream.of(modules).allMatch(Files::isDirectory), "built beside KNIME itself");
        final KnimeReferences standIn = KnimeReferences.of(modules);
        final Set<String> used = new TreeSet<>(KnimeReferences
                .of(ProjectFiles.root().resolve("bundles/org.gflownet4j.knime/target/classes")).types().keySet());
        used.addAll(LOADED);
        for (int before = -1; before < used.size();) {
            before = used.size();
            standIn.types().keySet().stream().filter(type -> standIn.users(type).stream().anyMatch(
                    user -> user.startsWith("org.gflownet4j.") || used.contains(user.replace('.', '/'))))
                    .forEach(used::add);
        }
        final Set<String> unused = new TreeSet<>(standIn.classes());
        unused.removeIf(type -> type.startsWith("org/gflownet4j/") || used.contains(type));
        assertEquals(Set.of(), unused, "types of the stand-in that nobody uses");
    }
}
