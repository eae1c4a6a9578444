package org.gflownet4j.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests of our bundles as built: nothing of ours or of our libraries gets into another extension's class space. */
class BundlesTest {

    /** What our libraries are called, and what must not be exported or imported. */
    private static final String LIBRARIES = "(com\\.fasterxml|de\\.siegmar|org\\.hipparchus|org\\.bytedeco|picocli)(\\..*)?";

    static List<Path> bundles() throws IOException {
        try (Stream<Path> headless = Files.list(Gflownet.ROOT.resolve("headless/target/repository/plugins"))) {
            return Stream.concat(UpdateSite.built().plugins().stream(), headless
                    .filter(jar -> jar.getFileName().toString().startsWith("org.gflownet4j.app_"))).toList();
        }
    }

    private static Attributes manifest(final Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    /** Names in a header, without attributes and directives. */
    private static Set<String> names(final Attributes manifest, final String header) {
        final Set<String> names = new TreeSet<>();
        final String value = manifest.getValue(header);
        if (value != null) {
            for (final String clause : value.replaceAll("\"[^\"]*\"", "").split(",")) {
                names.add(clause.split(";")[0].strip());
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void onlyOurOwnPackagesAreExported(final Path bundle) throws IOException {
        for (final String exported : names(manifest(bundle), "Export-Package")) {
            assertTrue(exported.matches("org\\.gflownet4j(\\..*)?"), exported);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void noLibraryIsTakenFromAnotherBundle(final Path bundle) throws IOException {
        final Attributes manifest = manifest(bundle);
        for (final String header : List.of("Import-Package", "DynamicImport-Package", "Require-Bundle")) {
            for (final String imported : names(manifest, header)) {
                assertFalse(imported.matches(LIBRARIES) || imported.contains("*"), header + ": " + imported);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyNestedLibraryIsThere(final Path bundle) throws IOException {
        final Set<String> path = names(manifest(bundle), "Bundle-ClassPath");
        try (JarFile jar = new JarFile(bundle.toFile())) {
            final Set<String> nested = new TreeSet<>();
            jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".jar")).forEach(nested::add);
            path.remove(".");
            assertEquals(nested, path);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void licenceAndNoticeAreInside(final Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            assertNotNull(jar.getEntry("META-INF/LICENSE"));
            assertNotNull(jar.getEntry("META-INF/NOTICE"));
        }
        assertTrue(manifest(bundle).getValue("Bundle-License").startsWith("Apache-2.0"));
        assertEquals("GFlowNet4J", manifest(bundle).getValue("Bundle-Vendor"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleIsASingletonIfAndOnlyIfItContributesExtensions(final Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            assertEquals(jar.getEntry("plugin.xml") != null,
                    manifest(bundle).getValue("Bundle-SymbolicName").contains("singleton:=true"));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundlesAreUnpackedWhenInstalledSoThatNestedFilesAreNotCopiedForEachConfiguration(final Path bundle)
            throws IOException {
        assertEquals("dir", manifest(bundle).getValue("Eclipse-BundleShape"));
    }
}
