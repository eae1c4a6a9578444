package org.gflownet4j.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The built update site, installed by the p2 director beside the stand-in for KNIME: every node is found, says what KNIME wants to
 * know of it, reads the example workflow's settings, and gives what the headless application gives.
 */
@EnabledIfSystemProperty(named = NodeInstallation.FOLDERS, matches = ".+")
class InstalledNodesTest {

    /** The nodes of the example workflow. */
    private static final List<String> EXAMPLE = List.of("ExampleDataNodeFactory", "SequenceSpaceNodeFactory",
            "TableRewardNodeFactory", "LearnerNodeFactory", "SamplerNodeFactory", "EvaluatorNodeFactory");

    private static final List<String> FACTORIES = List.of("ExampleDataNodeFactory", "SequenceSpaceNodeFactory",
            "CombinatorialLibrarySpaceNodeFactory", "HypergridSpaceNodeFactory", "TableRewardNodeFactory",
            "LearnerNodeFactory", "SamplerNodeFactory", "ScorerNodeFactory", "EvaluatorNodeFactory");

    @TempDir
    static Path folder;

    private static Path nodes;
    private static Path headless;
    private static String said;

    @BeforeAll
    static void runBoth() throws IOException, InterruptedException {
        final Path workflow = workflow(Map.of());
        nodes = folder.resolve("nodes");
        said = new NodeInstallation("cpu").run(workflow, nodes, Files.createDirectory(folder.resolve("work")));
        headless = folder.resolve("headless");
        final Gflownet.Outcome outcome = Gflownet.call(folder, "run", workflow.toString(), "--output",
                headless.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    /** The example workflow with a short training, and other settings of the Learner. */
    private static Path workflow(final Map<String, String> learner) throws IOException {
        final Path example = Gflownet.ROOT.resolve("examples/design-dna-binders");
        final Path copy = Files.createTempDirectory(folder, "workflow");
        try (Stream<Path> files = Files.walk(example)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final Path target = copy.resolve(example.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        final Path settings = copy.resolve("GFlowNet Learner (#4)/settings.xml");
        String text = set(Files.readString(settings), "updates", "200");
        for (final Map.Entry<String, String> entry : learner.entrySet()) {
            text = set(text, entry.getKey(), entry.getValue());
        }
        Files.writeString(settings, text);
        return copy;
    }

    private static String set(final String xml, final String key, final String value) {
        final Matcher entry = Pattern.compile("(<entry key=\"" + key + "\" type=\"\\w+\" value=\")[^\"]*").matcher(xml);
        assertTrue(entry.find(), key);
        return entry.replaceFirst("$1" + value);
    }

    @Test
    void everyNodeIsFoundInTheRegistryWithItsKindPlaceAndIcon() throws IOException {
        assertEquals(
                """
                        org.gflownet4j.knime.node.ExampleDataNodeFactory\tGFlowNet Example Data\tSource\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.SequenceSpaceNodeFactory\tSequence Space\tSource\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.CombinatorialLibrarySpaceNodeFactory\tCombinatorial Library Space\tLearner\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.HypergridSpaceNodeFactory\tHypergrid Space\tSource\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.TableRewardNodeFactory\tTable Reward\tLearner\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.LearnerNodeFactory\tGFlowNet Learner\tLearner\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.SamplerNodeFactory\tGFlowNet Sampler\tPredictor\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.ScorerNodeFactory\tGFlowNet Scorer\tPredictor\t/community/gflownet\ticon
                        org.gflownet4j.knime.node.EvaluatorNodeFactory\tGFlowNet Evaluator\tOther\t/community/gflownet\ticon
                        """,
                Files.readString(nodes.resolve("nodes.txt")));
        assertEquals("on", Files.readString(nodes.resolve("assertions.txt")));
        assertFalse(said.contains("CODING PROBLEM"), said);
    }

    @Test
    void descriptionsFollowTheRulesOfKnimesSchema() throws Exception {
        for (final String factory : FACTORIES) {
            assertEquals(List.of(), DescriptionRules.broken(nodes.resolve("descriptions/" + factory + ".xml")),
                    factory);
        }
    }

    @Test
    void theRulesNoticeWhatKnimeWouldComplainOf() throws Exception {
        final String good = Files.readString(nodes.resolve("descriptions/SamplerNodeFactory.xml"));
        for (final String[] change : new String[][]{{"type=\"Predictor\"", "type=\"Wizard\""},
                {"<shortDescription>", "<shortDescription/><shortDescription>"}, {"<intro>", "<intro><blink/>"},
                {"group-identifier=\"Known objects\"", ""}, {"index=\"0\"", "index=\"3\""}}) {
            assertTrue(good.contains(change[0]), change[0]);
            final Path bad = Files.writeString(folder.resolve("bad.xml"), good.replace(change[0], change[1]));
            assertFalse(DescriptionRules.broken(bad).isEmpty(), change[1]);
        }
    }

    @ParameterizedTest
    @FieldSource("FACTORIES")
    void defaultSettingsAreSavedAsKnimeSavesThem(final String factory) throws IOException {
        // the fixtures are what KNIME 5.8 wrote, compared with how its sample workflow writes each type
        assertEquals(fixture(factory), parts(Files.readString(nodes.resolve("settings/" + factory + ".xml"))));
    }

    private static String fixture(final String factory) throws IOException {
        try (var in = InstalledNodesTest.class.getResourceAsStream("settings/" + factory + ".xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theHeadlessApplicationReadsTheDefaultSettingsThatKnimeWrote() throws IOException, InterruptedException {
        final Path workflow = workflow(Map.of());
        for (final String factory : EXAMPLE) {
            final Path settings = settingsOf(factory, workflow);
            final String text = Files.readString(settings)
                    .replaceAll("(?ms)^    <config key=\"(model|node_creation_config)\">.*?^    </config>\\n", "");
            final int end = text.lastIndexOf("</config>");
            Files.writeString(settings, text.substring(0, end) + fixture(factory) + text.substring(end));
        }
        final Path learner = settingsOf("LearnerNodeFactory", workflow);
        Files.writeString(learner, set(Files.readString(learner), "updates", "20"));
        final Gflownet.Outcome outcome = Gflownet.call(folder, "run", workflow.toString(), "--output",
                folder.resolve("defaults").toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertFalse(outcome.err().contains("Warning"), outcome.err());
    }

    private static Path settingsOf(final String factory, final Path workflow) throws IOException {
        try (Stream<Path> files = Files.walk(workflow)) {
            for (final Path file : files.filter(f -> f.endsWith("settings.xml")).toList()) {
                if (Files.readString(file).contains("org.gflownet4j.knime.node." + factory)) {
                    return file;
                }
            }
        }
        throw new IllegalArgumentException(factory);
    }

    /** The model's settings and the ports, without what stands around them. */
    private static String parts(final String xml) {
        final StringBuilder parts = new StringBuilder();
        for (final String name : List.of("model", "node_creation_config")) {
            final Matcher part = Pattern.compile("^    <config key=\"" + name + "\">.*?^    </config>\\n",
                    Pattern.MULTILINE | Pattern.DOTALL).matcher(xml);
            assertTrue(part.find(), name);
            parts.append(part.group());
        }
        return parts.toString();
    }

    @Test
    void everyNodeOfTheExampleReadsItsSettingsAndExecutes() throws IOException {
        final List<String> lines = Files.readAllLines(nodes.resolve("log.txt"));
        for (int id = 1; id <= 6; id++) {
            final String begin = id + "\t";
            final String line = lines.stream().filter(l -> l.startsWith(begin)).findFirst().orElseThrow();
            assertTrue(line.contains("\texecuted\t"), line);
        }
    }

    @Test
    void theSamplesAreThoseOfTheHeadlessRunWithTheSameSeed() throws IOException {
        assertEquals(cells(headless.resolve("samples.csv"), ","), cells(nodes.resolve("5-1.tsv"), "\t"));
    }

    @Test
    void theTrainingLogIsThatOfTheHeadlessRunButForTheClock() throws IOException {
        assertEquals(withoutClock(headless.resolve("training-log.csv"), ","),
                withoutClock(nodes.resolve("4-2.tsv"), "\t"));
    }

    private static List<String> withoutClock(final Path file, final String separator) throws IOException {
        // the last column is the seconds since training began
        return cells(file, separator).stream().map(row -> row.substring(0, row.lastIndexOf(' '))).toList();
    }

    private static List<String> cells(final Path file, final String separator) throws IOException {
        return Files.readAllLines(file).stream().skip(1).map(line -> String.join(" ", Stream.of(line.split(separator))
                .map(InstalledNodesTest::plain).toList())).toList();
    }

    /** Whole numbers are written with and without a decimal point. */
    private static String plain(final String cell) {
        return cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
    }

    @Test
    void theMetricsAreThoseOfTheHeadlessRun() throws IOException {
        final String json = Files.readString(headless.resolve("metrics.json"));
        int compared = 0;
        for (final String line : Files.readAllLines(nodes.resolve("6-1.tsv"))) {
            final String[] cells = line.split("\t");
            final Matcher value = Pattern.compile("\"" + cells[0] + "\"\\s*:\\s*([^,}\\s]+)").matcher(json);
            if (value.find()) {
                assertEquals(Double.parseDouble(value.group(1)), Double.parseDouble(cells[1]), cells[0]);
                compared++;
            }
        }
        assertTrue(compared >= 12, () -> json);
    }

    @Test
    void viewsAreCompletePagesWithoutANetwork() throws IOException {
        for (final int id : new int[]{4, 5, 6}) {
            final String page = Files.readString(nodes.resolve(id + ".html"));
            assertTrue(page.startsWith("<!DOCTYPE html>") && page.endsWith("</html>\n"), id + ".html");
            assertTrue(page.contains("default-src 'none'"), id + ".html");
            assertTrue(page.contains("OpenBLAS") || page.contains("plain Java"), "what computed is said");
            assertTrue(page.contains("The random seed was 42."), "the seed is said");
        }
    }

    @Test
    void onlyTheNativeLibrariesOfThisPlatformAreInstalled() throws IOException {
        assertEquals(1, new NodeInstallation("cpu").plugins("org.gflownet4j.nd4j.").size());
        assertEquals(List.of(), new NodeInstallation("cpu").plugins("org.gflownet4j.cuda"));
    }

    @Test
    void theGpuFeatureDoesNoHarmWhereThereIsNoGpu() throws IOException, InterruptedException {
        final NodeInstallation gpu = new NodeInstallation("gpu");
        assertEquals(1, gpu.plugins("org.gflownet4j.cuda").size());
        final Path out = folder.resolve("gpu");
        gpu.run(workflow(Map.of("backend", "GPU")), out, Files.createDirectory(folder.resolve("gpu-work")));
        final String learner = Files.readAllLines(out.resolve("log.txt")).stream()
                .filter(line -> line.startsWith("4\t"))
                .findFirst().orElseThrow();
        assertTrue(learner.contains("\texecuted\t") && learner.contains("The GPU was not used"), learner);
        assertEquals(cells(nodes.resolve("5-1.tsv"), "\t"), cells(out.resolve("5-1.tsv"), "\t"));
    }
}
