package org.gflownet4j.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the node bundle uses of KNIME is written down, and is public except where there is a reason. */
class KnimeApiTest {

    /** Packages that KNIME marks as internal, each with the reason why it is used all the same. */
    private static final Map<String, String> ALLOWED = Map.of(
            "org.knime.core.webui.data", "types in the signature of views",
            "org.knime.core.webui.node.dialog", "dialogs of classic factories",
            "org.knime.core.webui.node.dialog.defaultdialog",
            "dialog and persistence of NodeParameters in classic nodes",
            "org.knime.core.webui.node.dialog.defaultdialog.util.updates",
            "declared by a method that the compiler adds to choices of columns",
            "org.knime.core.webui.node.view", "views of classic factories",
            "org.knime.core.webui.page", "pages built as one string");

    private static final String ONLY_USER = "org.gflownet4j.knime.view.";

    private static KnimeReferences references;

    @BeforeAll
    static void read() throws IOException {
        references = KnimeReferences.of(ProjectFiles.root().resolve("bundles/org.gflownet4j.knime/target/classes"));
    }

    @Test
    void theListOfWhatIsUsedOfKnimeIsUpToDate() throws IOException {
        final StringBuilder list = new StringBuilder(
                """
                        # What org.gflownet4j.knime uses of KNIME 5.8: types, and below them their methods and fields, with their
                        # descriptors, as its compiled classes name them. An exclamation mark: the package is x-internal; the reasons
                        # stand in KnimeApiTest. Written by KnimeApiTest, which fails when something changes; run it with
                        # -Dgflownet4j.update to write it again, and hold the difference against KNIME's sources.
                        """);
        references.types().forEach((type, members) -> {
            list.append(isInternal(packageOf(type)) ? "! " : "  ").append(type.replace('/', '.')).append('\n');
            members.forEach(member -> list.append("      ").append(member).append('\n'));
        });
        ProjectFiles.assertUpToDate("docs/developer/knime-api.txt", list.toString());
    }

    @Test
    void everyPackageIsExportedByKnimeAndInternalOnesHaveAReason() {
        final Set<String> used = references.types().keySet().stream().map(KnimeApiTest::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
        for (final String name : used) {
            assertTrue(PACKAGES.containsKey(name), () -> "KNIME 5.8 exports no package " + name);
            if (isInternal(name)) {
                assertTrue(ALLOWED.containsKey(name), () -> name + " is internal in KNIME 5.8, and no reason is given");
            }
        }
        assertEquals(new TreeSet<>(ALLOWED.keySet()), used.stream().filter(KnimeApiTest::isInternal)
                .collect(Collectors.toCollection(TreeSet::new)), "reasons without a use");
    }

    @Test
    void onlyTheViewPackageUsesInternalPackages() {
        references.types().keySet().stream().filter(type -> isInternal(packageOf(type)))
                .forEach(type -> references.users(type).forEach(user -> assertTrue(
                        user.startsWith(ONLY_USER) || user.startsWith("org.gflownet4j.knime.node."),
                        () -> user + " uses " + type)));
        // factories inherit from ours, which shows in their signatures; nothing else of them may
        references.types().entrySet().stream().filter(entry -> isInternal(packageOf(entry.getKey())))
                .filter(entry -> !entry.getValue().isEmpty())
                .forEach(entry -> references.users(entry.getKey()).forEach(
                        user -> assertTrue(user.startsWith(ONLY_USER), () -> user + " uses " + entry.getKey())));
    }

    private static String packageOf(final String type) {
        return type.substring(0, type.lastIndexOf('/')).replace('/', '.');
    }

    private static boolean isInternal(final String name) {
        return "internal".equals(PACKAGES.get(name));
    }

    private static final Map<String, String> PACKAGES = packages();

    private static Map<String, String> packages() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                KnimeApiTest.class.getResourceAsStream("knime-5.8-packages.txt"), StandardCharsets.UTF_8))) {
            // a package that two bundles share counts as public if it is public in one of them
            return in.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[1], words -> words[2],
                            (first, second) -> first.equals("public") ? first : second));
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
