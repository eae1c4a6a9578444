package org.gflownet4j.app.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.gflownet4j.app.WorkflowFolder;
import org.gflownet4j.app.workflow.WorkflowException.Reason;
import org.gflownet4j.operation.Checkpoints;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Port;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that users add to a node, in files as KNIME writes them. */
class OptionalInputsTest {

    private static final String SAMPLER = "GFlowNet Sampler (#5)/settings.xml";
    private static final String TABLE_CLASS = "org.knime.core.node.BufferedDataTable";

    @TempDir
    Path folder;

    private Path workflow;

    @BeforeEach
    void copyTheExampleWithAddedPorts() throws IOException {
        workflow = WorkflowFolder.copy(folder);
        use("sampler-settings.xml", SAMPLER);
        use("table-reward-settings.xml", "Table Reward (#3)/settings.xml");
    }

    private void use(final String fixture, final String place) throws IOException {
        try (InputStream in = OptionalInputsTest.class.getResourceAsStream("/optional-inputs/" + fixture)) {
            Files.copy(in, workflow.resolve(place), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Workflow with(final Workflow base, final Connection... more) {
        final List<Connection> connections = new ArrayList<>(base.connections());
        connections.addAll(List.of(more));
        return new Workflow(base.name(), base.nodes(), connections);
    }

    private static Step step(final WorkflowPlan plan, final int id) {
        return plan.steps().stream().filter(step -> step.node().id() == id).findFirst().orElseThrow();
    }

    private static Step.Input from(final boolean optional, final int node, final int port) {
        return new Step.Input(optional, Optional.of(new Step.Source(node, port)));
    }

    private static void assertRefused(final Reason reason, final Workflow workflow, final String... words) {
        final WorkflowException refusal = assertThrows(WorkflowException.class,
                () -> WorkflowPlan.of(workflow, Map.of()));
        final String message = refusal.getMessage() + " " + refusal.resolution();
        assertEquals(reason, refusal.reason(), message);
        for (final String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void thePortsThatAUserAddedAreRead() {
        final WorkflowNode sampler = WorkflowReader.read(workflow).node(5).orElseThrow();
        assertEquals(List.of(new PortGroup("Model", List.of()), new PortGroup("Known objects", List.of(TABLE_CLASS)),
                new PortGroup("Objects", List.of())), sampler.portGroups());
        assertEquals("9007199254740993", sampler.settings().get("seed"));
    }

    @Test
    void aConnectionToAnAddedPortReachesTheOptionalInput() {
        final WorkflowPlan plan = WorkflowPlan.of(
                with(WorkflowReader.read(workflow), new Connection(1, 1, 5, 2), new Connection(2, 1, 3, 2)), Map.of());
        assertEquals(List.of(from(false, 4, 1), from(true, 1, 1)), step(plan, 5).inputs());
        assertEquals(List.of(from(false, 1, 1), from(true, 2, 1)), step(plan, 3).inputs());
    }

    @Test
    void anAddedPortWithoutConnectionIsAsIfItWereNotThere() {
        final Step.Input nothing = new Step.Input(true, Optional.empty());
        final WorkflowPlan plan = WorkflowPlan.of(WorkflowReader.read(workflow), Map.of());
        assertEquals(List.of(from(false, 4, 1), nothing), step(plan, 5).inputs());
        final WorkflowPlan without = WorkflowPlan.of(WorkflowReader.read(WorkflowFolder.example()), Map.of());
        assertEquals(List.of(from(false, 4, 1), nothing), step(without, 5).inputs());
        assertEquals(List.of(from(false, 4, 1), from(false, 3, 1), nothing), step(without, 6).inputs());
    }

    @Test
    void aPortThatWasNotAddedCanNotBeConnected() {
        assertRefused(Reason.BAD_CONNECTION,
                with(WorkflowReader.read(WorkflowFolder.example()), new Connection(1, 1, 5, 2)),
                "GFlowNet Sampler (#5)", "input 2");
        assertRefused(Reason.BAD_CONNECTION, with(WorkflowReader.read(workflow), new Connection(1, 1, 5, 3)),
                "input 3");
    }

    @Test
    void anAddedPortTakesItsOwnTypeOnlyAndOneConnection() {
        assertRefused(Reason.BAD_CONNECTION, with(WorkflowReader.read(workflow), new Connection(2, 1, 5, 2)),
                "\"Known objects\" takes a Table", "a Design Space");
        assertRefused(Reason.BAD_CONNECTION,
                with(WorkflowReader.read(workflow), new Connection(1, 1, 5, 2), new Connection(1, 1, 5, 2)),
                "2 outputs are connected to its input \"Known objects\"");
    }

    @Test
    void aPortThatThisVersionDoesNotKnowIsNamedEvenIfNothingIsConnected() throws IOException {
        WorkflowFolder.replace(workflow.resolve(SAMPLER), TABLE_CLASS, "org.gflownet4j.knime.port.DreamPortObject");
        assertRefused(Reason.UNKNOWN_PORT, WorkflowReader.read(workflow), "GFlowNet Sampler (#5)", "\"Known objects\"",
                "org.gflownet4j.knime.port.DreamPortObject", "update GFlowNet4J");
        WorkflowFolder.replace(workflow.resolve(SAMPLER), "DreamPortObject", "RewardPortObject");
        assertRefused(Reason.UNKNOWN_PORT, WorkflowReader.read(workflow), "takes a Reward",
                "once each: \"Known objects\" (a Table)");
    }

    @Test
    void theSamePortTwiceIsRefused() throws IOException {
        WorkflowFolder.replace(workflow.resolve(SAMPLER), "<config key=\"Objects\"/>",
                "<config key=\"Objects\"><config key=\"port_0\"><entry key=\"object_class\" type=\"xstring\" value=\""
                        + TABLE_CLASS + "\"/></config></config>");
        assertRefused(Reason.UNKNOWN_PORT, WorkflowReader.read(workflow), "\"Objects\"");
    }

    @Test
    void aPortWithoutItsClassIsADamagedFile() throws IOException {
        WorkflowFolder.replace(workflow.resolve(SAMPLER), "object_class", "object_glass");
        final WorkflowException refusal = assertThrows(WorkflowException.class, () -> WorkflowReader.read(workflow));
        assertEquals(Reason.BAD_FILE, refusal.reason());
        assertTrue(refusal.getMessage().contains("\"port_0\" of the group \"Known objects\""), refusal.getMessage());
    }

    @Test
    void addedPortsCountInTheOrderOfTheFileBehindTheRequiredOnes() {
        final Port model = new Port("Model", Port.Type.MODEL, "");
        final Port known = new Port("Known", Port.Type.TABLE, "", true);
        final Port reward = new Port("Reward", Port.Type.REWARD, "", true);
        final Port space = new Port("Space", Port.Type.DESIGN_SPACE, "", true);
        final Operation<?> operation = new Operation<SamplerOperation.Settings>() {
            @Override
            public String name() {
                return "Test";
            }

            @Override
            public String description() {
                return "";
            }

            @Override
            public List<Port> inputs() {
                return List.of(model, known, reward, space);
            }

            @Override
            public List<Port> outputs() {
                return List.of();
            }

            @Override
            public SamplerOperation.Settings defaults() {
                return new SamplerOperation().defaults();
            }

            @Override
            public List<Object> run(final SamplerOperation.Settings settings, final List<Object> inputs,
                    final Execution execution) {
                return List.of();
            }
        };
        final PortGroup rewards = new PortGroup("r", List.of("org.gflownet4j.knime.port.RewardPortObject"));
        final PortGroup tables = new PortGroup("t", List.of(TABLE_CLASS));
        final PortGroup empty = new PortGroup("e", List.of());
        assertEquals(List.of(model, reward, known), InputPorts.of(
                new WorkflowNode(1, "n", "f", Map.of(), Map.of(), List.of(empty, rewards, tables)), operation));
        assertEquals(List.of(model, known, reward), InputPorts.of(
                new WorkflowNode(1, "n", "f", Map.of(), Map.of(), List.of(tables, rewards, empty)), operation));
        assertEquals(List.of(model), InputPorts.of(new WorkflowNode(1, "n", "f", Map.of()), operation));
    }

    @Test
    void thePortsOfANodeThatATableStandsForDoNotMatter() throws IOException {
        WorkflowFolder.replace(workflow.resolve("GFlowNet Example Data (#1)/settings.xml"),
                "org.gflownet4j.knime.node.",
                "com.example.");
        WorkflowFolder.replace(workflow.resolve("GFlowNet Example Data (#1)/settings.xml"),
                "<config key=\"Measured data\"/>",
                "<config key=\"File System\">"
                        + "<config key=\"port_0\"><entry key=\"object_class\" type=\"xstring\" value=\"a.B\"/></config>"
                        + "</config>");
        final Table table = Table.builder(new Table.Column("name", Table.Type.TEXT)).build();
        assertEquals(6, WorkflowPlan.of(WorkflowReader.read(workflow), Map.of(1, table)).steps().size());
    }

    @Test
    void knownObjectsComeThroughTheAddedPort() {
        final Table.Builder data = Table.builder(new Table.Column("name", Table.Type.TEXT),
                new Table.Column("binding", Table.Type.NUMBER));
        // 14 of the 16 sequences are measured; 4 of the 14 are known
        final Set<String> known = Set.of("AA", "AC", "AG", "AT");
        final Table.Builder knownTable = Table.builder(new Table.Column("name", Table.Type.TEXT));
        known.forEach(knownTable::row);
        for (int i = 0; i < 14; i++) {
            data.row("" + "ACGT".charAt(i / 4) + "ACGT".charAt(i % 4), i);
        }
        final List<WorkflowNode> nodes = new ArrayList<>(WorkflowReader.read(workflow).nodes());
        nodes.add(new WorkflowNode(7, "Reader", "a.ReaderNodeFactory", Map.of()));
        final Workflow base = WorkflowReader.read(workflow);
        final Workflow changed = with(new Workflow("", nodes, base.connections()), new Connection(7, 1, 5, 2),
                new Connection(2, 1, 3, 2)).with(2, "minLength", 2).with(2, "maxLength", 2).with(4, "updates", 2);
        final List<NodeResult> results = WorkflowRunner.run(
                WorkflowPlan.of(changed, Map.of(1, data.build(), 7, knownTable.build())),
                (step, number, count) -> Progress.NONE, Checkpoints.NONE);
        final Table samples = results.stream().filter(result -> result.step().node().id() == 5)
                .map(result -> (Table) result.outputs().get(0)).findFirst().orElseThrow();
        // unique: 12 of 16 objects are wanted, and 12 are not known
        assertEquals(12, samples.rows());
        final Set<String> drawn = new HashSet<>();
        for (int row = 0; row < samples.rows(); row++) {
            drawn.add(samples.text(row, 0));
        }
        assertEquals(12, drawn.size());
        assertTrue(drawn.stream().noneMatch(known::contains), drawn.toString());
    }
}
