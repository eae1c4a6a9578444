package org.gflownet4j.app.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gflownet4j.app.WorkflowFolder;
import org.gflownet4j.app.workflow.WorkflowException.Reason;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Operations;
import org.gflownet4j.operation.SettingsMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowReaderTest {

    private static final String LEARNER = "GFlowNet Learner (#4)/settings.xml";

    @TempDir
    Path folder;

    private static void assertRefused(final Reason reason, final Path workflow, final String... words) {
        final WorkflowException refusal = assertThrows(WorkflowException.class, () -> WorkflowReader.read(workflow));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        for (final String word : words) {
            assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
        }
        assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
    }

    @Test
    void aWorkflowThatKnimeWroteIsRead() throws URISyntaxException {
        final Workflow workflow = WorkflowReader
                .read(Path.of(WorkflowReaderTest.class.getResource("/knime-5.8.3-workflow").toURI()));
        assertEquals("rig", workflow.name());
        assertEquals(List.of("Rig Source (#1)", "Rig Learner (#2)", "Rig Predictor (#3)", "Rig Modern Filter (#4)"),
                workflow.nodes().stream().map(WorkflowNode::label).toList());
        assertEquals(List.of(new Connection(1, 1, 2, 1), new Connection(1, 1, 3, 2), new Connection(1, 1, 4, 1),
                new Connection(2, 1, 3, 1)), workflow.connections());
        // rows_Internals and its like are dialog state, not settings
        assertEquals(Map.of("rows", "6", "sleepMs", "0", "failAt", "-1"), workflow.nodes().get(0).settings());
        assertEquals("rig.nodes.ModernNodeFactory", workflow.nodes().get(3).factory());
    }

    @Test
    void theExampleHasSixNodesWithTheDocumentedSettings() {
        final Workflow workflow = WorkflowReader.read(WorkflowFolder.example());
        assertEquals("Design DNA binders", workflow.name());
        assertEquals(List.of("ExampleData", "SequenceSpace", "TableReward", "Learner", "Sampler", "Evaluator"),
                workflow.nodes().stream().map(node -> Operations.id(node.operation().orElseThrow())).toList());
        assertEquals(6, WorkflowPlan.of(workflow, Map.of()).steps().size());
        assertEquals("3.0", workflow.node(3).orElseThrow().settings().get("exponent"));
        assertEquals("2000", workflow.node(5).orElseThrow().settings().get("count"));
    }

    /** KNIME does not open what a later KNIME wrote, or asks first. */
    @Test
    void theExampleOpensInTheFirstKnimeThatIsSupported() throws IOException {
        assertTrue(Files.readString(WorkflowFolder.example().resolve("workflow.knime"))
                .contains("<entry key=\"created_by\" type=\"xstring\" value=\"5.8.0\"/>"));
    }

    @Test
    void theExampleNamesOnlySettingsThatItsOperationsHave() {
        for (final WorkflowNode node : WorkflowReader.read(WorkflowFolder.example()).nodes()) {
            final Operation<?> operation = node.operation().orElseThrow();
            final Set<String> known = SettingsMap.toMap(operation.defaults()).keySet();
            assertTrue(!node.settings().isEmpty() && known.containsAll(node.settings().keySet()), node.label());
        }
    }

    @Test
    void aSettingThatIsNullKeepsItsDefault() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve(LEARNER), "<entry key=\"seed\" type=\"xlong\" value=\"42\"/>",
                "<entry key=\"seed\" type=\"xlong\" isnull=\"true\" value=\"\"/>");
        assertTrue(!WorkflowReader.read(workflow).node(4).orElseThrow().settings().containsKey("seed"));
    }

    @Test
    void charactersThatKnimeEscapesAreRestored() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("Table Reward (#3)/settings.xml"), "value=\"e_score\"",
                "value=\"a%%00010b$\"");
        assertEquals("a\nb$", WorkflowReader.read(workflow).node(3).orElseThrow().settings().get("scoreColumn"));
    }

    @Test
    void aMissingFolderIsRefused() {
        assertRefused(Reason.NO_WORKFLOW, folder.resolve("nowhere"), "nowhere");
    }

    @Test
    void aFolderWithoutWorkflowIsRefused() {
        assertRefused(Reason.NO_WORKFLOW, folder, "workflow.knime");
    }

    @Test
    void aFileInPlaceOfAFolderIsRefused() throws IOException {
        assertRefused(Reason.NO_WORKFLOW, Files.createFile(folder.resolve("flow.knwf")), "is no folder");
    }

    @Test
    void aNodeWithoutSettingsIsNamed() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        Files.delete(workflow.resolve(LEARNER));
        assertRefused(Reason.BAD_FILE, workflow, "#4", "GFlowNet Learner (#4)", "missing");
    }

    @Test
    void settingsOutsideOfTheWorkflowAreRefused() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        final Path outside = Files.copy(workflow.resolve(LEARNER), folder.resolve("settings.xml"));
        for (final String name : List.of("../settings.xml", "nowhere/../../settings.xml", outside.toString())) {
            final Path copy = WorkflowFolder.copy(Files.createTempDirectory(folder, "copy"));
            WorkflowFolder.replace(copy.resolve("workflow.knime"), LEARNER, name);
            assertRefused(Reason.BAD_FILE, copy, "#4", "does not lie in the workflow");
        }
        Files.delete(workflow.resolve(LEARNER));
        Files.createSymbolicLink(workflow.resolve(LEARNER), outside);
        assertRefused(Reason.BAD_FILE, workflow, "#4", "leads out of the workflow");
    }

    @Test
    void aDocumentTypeIsRefused() throws IOException {
        for (final String file : List.of("workflow.knime", LEARNER)) {
            final Path workflow = WorkflowFolder.copy(Files.createTempDirectory(folder, "copy"));
            WorkflowFolder.replace(workflow.resolve(file), "<config xmlns=",
                    "<!DOCTYPE config [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>\n<config xmlns=");
            assertRefused(Reason.BAD_FILE, workflow, "DOCTYPE", file.substring(file.lastIndexOf('/') + 1));
        }
    }

    @Test
    void anEntityIsRefused() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("workflow.knime"), "value=\"Design DNA binders\"",
                "value=\"&secret;\"");
        assertRefused(Reason.BAD_FILE, workflow, "workflow.knime");
        WorkflowFolder.replace(workflow.resolve("workflow.knime"), "&secret;", "x");
        WorkflowFolder.replace(workflow.resolve("workflow.knime"), "<config key=\"workflow_credentials\"/>",
                "<config key=\"workflow_credentials\">&secret;</config>");
        assertRefused(Reason.BAD_FILE, workflow, "workflow.knime");
    }

    @Test
    void filesThatAreNoConfigurationAreRefusedWithTheirLine() throws IOException {
        for (final String content : List.of("", "no XML", "<config key=\"a\">", "<other/>", "<config/>",
                "<config key=\"a\"><entry key=\"b\"/></config>",
                "<config key=\"a\"><entry key=\"b\" value=\"1\"/><entry key=\"b\" value=\"2\"/></config>",
                "<config key=\"a\"><script/></config>", "<config key=\"a\">text</config>")) {
            Files.writeString(folder.resolve("workflow.knime"), content);
            assertRefused(Reason.BAD_FILE, folder, "workflow.knime", "line 1");
        }
    }

    @Test
    void hugeAndDeepFilesAreRefused() throws IOException {
        Files.write(folder.resolve("workflow.knime"), new byte[XmlConfigReader.MAX_BYTES + 1]);
        assertRefused(Reason.BAD_FILE, folder, "larger than 16 MiB");
        Files.writeString(folder.resolve("workflow.knime"), "<config key=\"a\">".repeat(100_000));
        assertRefused(Reason.BAD_FILE, folder, "deep");
    }

    @Test
    void twoNodesOfOneNumberAreRefused() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("workflow.knime"), "key=\"id\" type=\"xint\" value=\"5\"",
                "key=\"id\" type=\"xint\" value=\"4\"");
        assertRefused(Reason.BAD_FILE, workflow, "two nodes #4");
    }

    @Test
    void aWorkflowWithoutNodesOrConnectionsPartIsRefused() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("workflow.knime"), "<config key=\"connections\">",
                "<config key=\"disconnections\">");
        assertRefused(Reason.BAD_FILE, workflow, "\"connections\"");
    }
}
