package org.gflownet4j.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata of the update site: what is offered, what each platform gets, what needs what. */
class UpdateSiteTest {

    private static final String FEATURE = "org.gflownet4j.feature.feature.group";
    private static final String GPU_FEATURE = "org.gflownet4j.cuda.feature.feature.group";
    private static final Set<Platform> WITH_GPU = EnumSet.of(Platform.LINUX_X86_64, Platform.WINDOWS_X86_64);

    private static final UpdateSite SITE = UpdateSite.built();

    private static Set<String> bundles(final String feature, final Platform platform) {
        return SITE.installed(feature, platform).stream()
                .filter(unit -> unit.provides().contains("osgi.bundle/" + unit.id()))
                .map(Unit::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void nothingOfKnimeOrOfTheLibrariesIsOffered() {
        for (final Unit unit : SITE.units()) {
            // a.jre.javase says which Java the site was built for; the categories have the build's number in front
            assertTrue(unit.id().matches("org\\.gflownet4j\\..*|\\d+\\.org\\.gflownet4j|a\\.jre\\.javase"), unit.id());
            assertFalse(unit.id().endsWith(".source"), unit.id());
        }
        for (final Path jar : SITE.plugins()) {
            assertTrue(jar.getFileName().toString().startsWith("org.gflownet4j."), jar.toString());
        }
    }

    @Test
    void theHeadlessApplicationIsNotOffered() {
        assertTrue(SITE.units().stream().noneMatch(unit -> unit.id().equals("org.gflownet4j.app")));
    }

    @Test
    void bothFormsOfTheMetadataSayTheSame() throws IOException {
        assertEquals(Set.copyOf(SITE.units()), Set.copyOf(UpdateSite.units(UpdateSite.contentXz(SITE.folder()))));
    }

    @ParameterizedTest
    @EnumSource
    void eachPlatformGetsItsOwnNativesAndNoOthers(final Platform platform) {
        final Set<String> bundles = bundles(FEATURE, platform);
        assertTrue(bundles.containsAll(Set.of("org.gflownet4j.core", "org.gflownet4j.nd4j")), bundles.toString());
        assertEquals(Set.of("org.gflownet4j.nd4j", platform.fragment()), bundles.stream()
                .filter(bundle -> bundle.startsWith("org.gflownet4j.nd4j")).collect(Collectors.toSet()));
        for (final Platform other : Platform.values()) {
            assertEquals(other == platform, SITE.unit(platform.fragment()).isFor(other), other.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGpuComesWithItsOwnFeatureOnly(final Platform platform) {
        assertFalse(bundles(FEATURE, platform).stream().anyMatch(bundle -> bundle.contains("cuda")));
        final Set<String> expected = bundles(FEATURE, platform);
        if (WITH_GPU.contains(platform)) {
            expected.add("org.gflownet4j.cuda");
        }
        assertEquals(expected, bundles(GPU_FEATURE, platform));
        assertEquals(WITH_GPU.contains(platform), SITE.unit("org.gflownet4j.cuda").isFor(platform));
    }

    @Test
    void theGpuFeatureRequiresTheOtherInTheSameVersion() {
        final String range = SITE.unit(GPU_FEATURE).requirements().stream()
                .filter(requirement -> requirement.capability().endsWith("/" + FEATURE)).findFirst().orElseThrow()
                .range();
        assertEquals("[0.1.0,0.2.0)", range);
    }

    @Test
    void aFeatureNamesItsBundlesInTheExactVersion() {
        for (final String feature : List.of(FEATURE, GPU_FEATURE)) {
            final Unit unit = SITE.unit(feature);
            final List<Unit.Requirement> own = unit.requirements().stream()
                    .filter(requirement -> requirement.capability()
                            .startsWith("org.eclipse.equinox.p2.iu/org.gflownet4j.")
                            && !requirement.capability().endsWith(".feature.group"))
                    .toList();
            assertTrue(own.size() >= 2, own.toString());
            own.forEach(requirement -> assertEquals("[" + unit.version() + "," + unit.version() + "]",
                    requirement.range(), requirement.capability()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FEATURE, GPU_FEATURE})
    void aUserIsToldWhatAFeatureIsWhoseAndUnderWhichLicence(final String feature) {
        final Unit unit = SITE.unit(feature);
        assertEquals("GFlowNet4J", unit.properties().get("org.eclipse.equinox.p2.provider"));
        assertTrue(unit.properties().get("org.eclipse.equinox.p2.name").startsWith("GFlowNet4J"));
        assertTrue(unit.properties().get("org.eclipse.equinox.p2.description").length() > 100);
        assertTrue(unit.licence().contains("Apache License"), unit.licence());
        assertTrue(unit.copyright().contains("GFlowNet4J authors"), unit.copyright());
    }

    @Test
    void bothFeaturesAreInTheOneCategoryAndNothingElse() {
        final List<Unit> categories = SITE.units().stream()
                .filter(unit -> "true".equals(unit.properties().get("org.eclipse.equinox.p2.type.category"))).toList();
        assertEquals(1, categories.size(), categories.toString());
        assertTrue(categories.get(0).properties().get("org.eclipse.equinox.p2.description").length() > 50);
        assertEquals(Set.of("org.eclipse.equinox.p2.iu/" + FEATURE, "org.eclipse.equinox.p2.iu/" + GPU_FEATURE),
                categories.get(0).requirements().stream().map(Unit.Requirement::capability)
                        .collect(Collectors.toSet()));
    }

    /** Not a check: the table of docs/developer/update-site.md, in target/site-sizes.md. */
    @Test
    void sizesAreWrittenDown() throws IOException {
        final StringBuilder table = new StringBuilder(
                "| platform | GFlowNet4J | with GFlowNet4J GPU |\n|---|---|---|\n");
        for (final Platform platform : Platform.values()) {
            final long cpu = SITE.download(SITE.installed(FEATURE, platform));
            final long gpu = SITE.download(SITE.installed(GPU_FEATURE, platform));
            table.append(String.format(Locale.ROOT, "| %s %s | %.1f MB | %s |%n", platform.os, platform.arch, cpu / 1e6,
                    WITH_GPU.contains(platform) ? String.format(Locale.ROOT, "%.1f MB", gpu / 1e6) : "–"));
            assertTrue(cpu > 1_000_000 && gpu >= cpu);
        }
        Files.writeString(Path.of("target", "site-sizes.md"), table);
    }
}
