package org.gflownet4j.app.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.gflownet4j.app.WorkflowFolder;
import org.gflownet4j.app.workflow.WorkflowException.Reason;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.Operations;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowPlanTest {

    private static final Table TABLE = Table.builder(new Table.Column("sequence", Table.Type.TEXT)).build();

    @TempDir
    Path folder;

    private final Workflow example = WorkflowReader.read(WorkflowFolder.example());

    private static void assertRefused(final Reason reason, final Workflow workflow, final Map<Integer, Table> tables,
            final String... words) {
        final WorkflowException refusal = assertThrows(WorkflowException.class,
                () -> WorkflowPlan.of(workflow, tables));
        final String message = refusal.getMessage() + " " + refusal.resolution();
        assertEquals(reason, refusal.reason(), message);
        for (final String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    private Workflow with(final Connection connection) {
        final List<Connection> connections = new ArrayList<>(example.connections());
        connections.add(connection);
        return new Workflow(example.name(), example.nodes(), connections);
    }

    private Workflow without(final Connection connection) {
        return new Workflow(example.name(), example.nodes(),
                example.connections().stream().filter(other -> !other.equals(connection)).toList());
    }

    /** The example with a node of another factory. */
    private Workflow foreign(final int id, final String factory) {
        return new Workflow(example.name(), example.nodes().stream().map(node -> node.id() == id
                ? new WorkflowNode(id, "Stranger", factory, Map.of()) : node).toList(), example.connections());
    }

    private static WorkflowNode scorer(final int id) {
        return WorkflowNode.of(id, Operations.find("Scorer").orElseThrow(), Map.of());
    }

    @Test
    void eachNodeComesAfterThoseThatItNeeds() {
        final List<WorkflowNode> nodes = new ArrayList<>(example.nodes());
        Collections.reverse(nodes);
        final List<Integer> order = WorkflowPlan.of(new Workflow("", nodes, example.connections()), Map.of()).steps()
                .stream().map(step -> step.node().id()).toList();
        assertEquals(6, order.size());
        for (final Connection connection : example.connections()) {
            assertTrue(order.indexOf(connection.source()) < order.indexOf(connection.target()), order.toString());
        }
    }

    @Test
    void settingsReplaceDefaultsAndMissingOnesKeepThem() {
        final WorkflowNode learner = WorkflowNode.of(4, Operations.find("Learner").orElseThrow(),
                Map.of("updates", "7", "seed", "9007199254740993"));
        final Workflow workflow = new Workflow("", example.nodes().stream().map(node -> node.id() == 4 ? learner : node)
                .toList(), example.connections());
        final LearnerOperation.Settings settings = (LearnerOperation.Settings) WorkflowPlan.of(workflow, Map.of())
                .steps().stream().filter(step -> step.node().id() == 4).findFirst().orElseThrow().task().settings();
        assertEquals(7, settings.updates());
        // 2^53 + 1, which a double can not hold
        assertEquals(9007199254740993L, settings.seed());
        assertEquals(new LearnerOperation().defaults().batchSize(), settings.batchSize());
    }

    @Test
    void aCycleIsNamedWithoutTheNodesThatOnlyHangOnIt() {
        assertRefused(Reason.CYCLE, with(new Connection(6, 1, 3, 1)), Map.of(),
                "Table Reward (#3), GFlowNet Learner (#4), GFlowNet Evaluator (#6)");
        final WorkflowException refusal = assertThrows(WorkflowException.class,
                () -> WorkflowPlan.of(with(new Connection(6, 1, 3, 1)), Map.of()));
        assertTrue(!refusal.getMessage().contains("#5") && !refusal.getMessage().contains("#1"), refusal.getMessage());
        assertRefused(Reason.CYCLE, with(new Connection(4, 1, 4, 1)), Map.of(), "GFlowNet Learner (#4)");
    }

    @Test
    void aNodeThatIsNotOursIsNamedWithTheWayToReplaceIt() {
        assertRefused(Reason.UNKNOWN_NODE, foreign(1, "org.knime.base.CSVReaderNodeFactory"), Map.of(), "Stranger (#1)",
                "org.knime.base.CSVReaderNodeFactory", "--table 1=FILE.csv");
    }

    @Test
    void aMetanodeIsNamed() {
        assertRefused(Reason.UNKNOWN_NODE, foreign(1, ""), Map.of(), "Stranger (#1)", "metanode or component");
    }

    @Test
    void aNodeOfANewerVersionIsNamed() {
        assertRefused(Reason.UNKNOWN_NODE, foreign(5, "org.gflownet4j.knime.node.DreamerNodeFactory"), Map.of(),
                "Stranger (#5)", "Update GFlowNet4J");
    }

    @Test
    void aTableTakesThePlaceOfANodeAndOfAllThatOnlyLeadsToIt() {
        final List<WorkflowNode> nodes = new ArrayList<>(foreign(1, "a.FilterNodeFactory").nodes());
        nodes.add(new WorkflowNode(7, "Reader", "a.ReaderNodeFactory", Map.of()));
        final Workflow workflow = new Workflow("", nodes, with(new Connection(7, 1, 1, 1)).connections());
        final List<Integer> order = WorkflowPlan.of(workflow, Map.of(1, TABLE)).steps().stream()
                .map(step -> step.node().id()).toList();
        assertEquals(List.of(1, 2, 3, 4, 5, 6), order.stream().sorted().toList());
    }

    @Test
    void aTableCanReplaceTheExampleData() {
        assertEquals(6, WorkflowPlan.of(example, Map.of(1, TABLE)).steps().size());
    }

    @Test
    void aTableForANodeThatGivesSomethingElseIsRefused() {
        assertRefused(Reason.BAD_TABLE, example, Map.of(4, TABLE), "GFlowNet Learner (#4)");
        assertRefused(Reason.BAD_TABLE, example, Map.of(9, TABLE), "#9", "GFlowNet Sampler (#5)");
    }

    @Test
    void aConnectionToAMissingNodeIsRefused() {
        assertRefused(Reason.BAD_CONNECTION, with(new Connection(4, 1, 99, 1)), Map.of(), "no node #99");
        assertRefused(Reason.BAD_CONNECTION, with(new Connection(98, 1, 4, 1)), Map.of(), "no node #98");
    }

    @Test
    void aConnectionToAMissingPortIsRefused() {
        assertRefused(Reason.BAD_CONNECTION, with(new Connection(4, 4, 5, 1)), Map.of(), "GFlowNet Learner (#4)",
                "output 4");
        assertRefused(Reason.BAD_CONNECTION, with(new Connection(4, 1, 5, 2)), Map.of(), "GFlowNet Sampler (#5)",
                "input 2");
        assertRefused(Reason.BAD_CONNECTION, with(new Connection(2, -1, 4, 1)), Map.of(), "output -1");
    }

    @Test
    void flowVariableConnectionsAreIgnored() {
        assertEquals(WorkflowPlan.of(example, Map.of()).steps().size(),
                WorkflowPlan.of(with(new Connection(2, 0, 5, 0)), Map.of()).steps().size());
    }

    @Test
    void portsOfDifferentTypesDoNotFit() {
        final Workflow workflow = without(new Connection(2, 1, 4, 1));
        final List<Connection> connections = new ArrayList<>(workflow.connections());
        connections.add(new Connection(1, 1, 4, 1));
        assertRefused(Reason.BAD_CONNECTION, new Workflow("", example.nodes(), connections), Map.of(),
                "GFlowNet Learner (#4)", "GFlowNet Example Data (#1)", "Design Space", "Table");
    }

    @Test
    void anInputWithoutSourceIsNamed() {
        assertRefused(Reason.MISSING_INPUT, without(new Connection(3, 1, 4, 2)), Map.of(), "GFlowNet Learner (#4)",
                "\"Reward\"");
    }

    @Test
    void anInputWithTwoSourcesIsRefused() {
        final List<WorkflowNode> nodes = new ArrayList<>(example.nodes());
        nodes.add(scorer(7));
        final List<Connection> connections = new ArrayList<>(example.connections());
        connections.add(new Connection(4, 1, 7, 1));
        connections.add(new Connection(1, 1, 7, 2));
        connections.add(new Connection(5, 1, 7, 2));
        assertRefused(Reason.BAD_CONNECTION, new Workflow("", nodes, connections), Map.of(), "GFlowNet Scorer (#7)",
                "2 outputs");
    }

    @Test
    void anUnknownSettingIsNamedWithItsNode() {
        assertRefused(Reason.BAD_SETTING, example.with(4, "updatez", "1"), Map.of(), "GFlowNet Learner (#4)",
                "\"updatez\"", "updates");
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsNode() {
        assertRefused(Reason.BAD_SETTING, example.with(4, "updates", "many"), Map.of(), "GFlowNet Learner (#4)",
                "\"updates\"", "many", "whole number");
        assertRefused(Reason.BAD_SETTING, example.with(4, "objective", "MAGIC"), Map.of(), "MAGIC",
                "TRAJECTORY_BALANCE");
    }

    /** The example with other settings in a node's file. */
    private Workflow file(final int id, final Map<String, Object> settings) {
        return new Workflow("", example.nodes().stream().map(node -> node.id() == id
                ? new WorkflowNode(id, node.name(), node.factory(), settings) : node).toList(), example.connections());
    }

    private LearnerOperation.Settings learner(final Workflow workflow) {
        return (LearnerOperation.Settings) WorkflowPlan.of(workflow, Map.of()).steps().stream()
                .filter(step -> step.node().id() == 4).findFirst().orElseThrow().task().settings();
    }

    @Test
    void settingsOfANewerVersionInTheFilesArePassedOverAndNamedInOneSentence() {
        assertEquals(List.of(), WorkflowPlan.of(example, Map.of()).warnings());
        Workflow newer = file(4, Map.of("updates", "7", "dreams", "3", "advanced", "a group of settings"));
        newer = new Workflow("", newer.nodes().stream().map(node -> node.id() == 5
                ? new WorkflowNode(5, node.name(), node.factory(), Map.of("cuont", "3")) : node).toList(),
                newer.connections());
        assertEquals(7, learner(newer).updates());
        assertEquals(List.of("Settings that this version does not know were passed over (\"advanced\" of GFlowNet "
                + "Learner (#4), \"dreams\" of GFlowNet Learner (#4), \"cuont\" of GFlowNet Sampler (#5)): check how they "
                + "are spelt, or update GFlowNet4J if a newer version wrote them."),
                WorkflowPlan.of(newer, Map.of()).warnings());
    }

    @Test
    void settingsThatAreMissingInTheFilesKeepTheirDefaults() {
        assertEquals(new LearnerOperation().defaults(), learner(file(4, Map.of())));
    }

    @Test
    void aWholeNumberMayBeWrittenAsText() throws IOException {
        final Path workflow = WorkflowFolder.copy(folder);
        WorkflowFolder.replace(workflow.resolve("GFlowNet Learner (#4)/settings.xml"),
                "<entry key=\"seed\" type=\"xlong\" value=\"42\"/>",
                "<entry key=\"seed\" type=\"xstring\" value=\" -9007199254740993\"/>");
        assertEquals(-9007199254740993L, learner(WorkflowReader.read(workflow)).seed());
    }

    @Test
    void aGroupInPlaceOfAValueIsRefused() {
        assertRefused(Reason.BAD_SETTING, file(4, Map.of("updates", "a group of settings")), Map.of(), "\"updates\"");
    }

    @Test
    void aSettingOfAMissingNodeIsRefused() {
        assertThrows(WorkflowException.class, () -> example.with(9, "updates", "1"));
    }

    @Test
    void anEmptyWorkflowIsRefused() {
        assertRefused(Reason.NO_WORKFLOW, new Workflow("", List.of(), List.of()), Map.of(), "no nodes");
    }
}
