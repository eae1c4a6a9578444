package org.gflownet4j.app.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.gflownet4j.app.workflow.WorkflowException.Reason;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.OperationException;
import org.gflownet4j.operation.Port;
import org.gflownet4j.table.Table;

/**
 * A workflow that has been checked from end to end, before anything of it runs: every node is known, every setting fits,
 * every connection joins ports of one type, every input that is needed has a source, and no nodes wait for each other.
 *
 * @param steps in an order in which each node comes after all whose outputs it needs
 * @param warnings what a user should know before it runs, in sentences
 */
public record WorkflowPlan(List<Step> steps, List<String> warnings) {

    /** Copies the lists. */
    public WorkflowPlan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Checks a workflow.
     *
     * @param workflow what its files say
     * @param tables node id → table that takes the place of what the node would give
     * @return the plan
     * @throws WorkflowException if the workflow can not be run; the message names the node
     */
    public static WorkflowPlan of(final Workflow workflow, final Map<Integer, Table> tables) {
        return new Planner(workflow, tables).plan();
    }

    private static final class Planner {
        private final Workflow workflow;
        private final Map<Integer, Table> tables;
        /** Connections that carry something to a node that is to run. */
        private final List<Connection> connections = new ArrayList<>();
        private final Map<Integer, NodeTask<?>> tasks = new LinkedHashMap<>();

        Planner(final Workflow workflow, final Map<Integer, Table> tables) {
            this.workflow = workflow;
            this.tables = tables;
        }

        WorkflowPlan plan() {
            for (final Integer id : tables.keySet()) {
                if (workflow.node(id).isEmpty()) {
                    throw new WorkflowException(Reason.BAD_TABLE, "A table is given for node #" + id
                            + ", but the workflow has no such node.", "Its nodes are " + workflow.labels() + ".");
                }
            }
            checkEnds();
            final List<WorkflowNode> ordered = WorkflowOrder.of(workflow);
            final Set<Integer> replaced = replaced();
            for (final WorkflowNode node : ordered) {
                if (!replaced.contains(node.id())) {
                    tasks.put(node.id(), task(node));
                }
            }
            if (tasks.isEmpty()) {
                throw new WorkflowException(Reason.NO_WORKFLOW, "The workflow has no nodes.",
                        "Add nodes to it in KNIME.");
            }
            for (final Connection connection : workflow.connections()) {
                if (!connection.isFlowVariable() && tasks.containsKey(connection.target())
                        && !tables.containsKey(connection.target())) {
                    connections.add(checked(connection));
                }
            }
            final List<Step> steps = new ArrayList<>();
            tasks.forEach((id, task) -> steps.add(new Step(node(id), task, inputs(node(id), task))));
            return new WorkflowPlan(steps, unknownSettings());
        }

        /** One sentence for all, so that a wrong spelling is noticed; empty if there are none. */
        private List<String> unknownSettings() {
            final List<String> unknown = new ArrayList<>();
            tasks.forEach((id, task) -> {
                if (!tables.containsKey(id)) {
                    NodeTask.unknown(task.operation(), node(id))
                            .forEach(key -> unknown.add("\"" + key + "\" of " + node(id).label()));
                }
            });
            return unknown.isEmpty() ? List.of() : List.of("Settings that this version does not know were passed over ("
                    + String.join(", ", unknown)
                    + "): check how they are spelt, or update GFlowNet4J if a newer version "
                    + "wrote them.");
        }

        private WorkflowNode node(final int id) {
            return workflow.node(id).orElseThrow();
        }

        private void checkEnds() {
            for (final Connection connection : workflow.connections()) {
                for (final int id : new int[]{connection.source(), connection.target()}) {
                    if (workflow.node(id).isEmpty()) {
                        throw new WorkflowException(Reason.BAD_CONNECTION, "The workflow connects #"
                                + connection.source() + " to #" + connection.target() + ", but it has no node #" + id
                                + ".", "Its nodes are " + workflow.labels() + ".");
                    }
                }
            }
        }

        /** Nodes that need not run, since all that they lead to is a node whose output is given. */
        private Set<Integer> replaced() {
            final Set<Integer> replaced = new LinkedHashSet<>();
            boolean grown = true;
            while (grown) {
                grown = false;
                for (final WorkflowNode node : workflow.nodes()) {
                    final List<Integer> targets = workflow.connections().stream()
                            .filter(connection -> connection.source() == node.id()).map(Connection::target).toList();
                    grown |= !tables.containsKey(node.id()) && !targets.isEmpty()
                            && targets.stream().allMatch(id -> tables.containsKey(id) || replaced.contains(id))
                            && replaced.add(node.id());
                }
            }
            return replaced;
        }

        private NodeTask<?> task(final WorkflowNode node) {
            final Optional<Operation<?>> operation = node.operation();
            if (tables.containsKey(node.id())) {
                if (operation.isPresent() && !isOneTable(operation.get().outputs())) {
                    throw new WorkflowException(Reason.BAD_TABLE, node.label() + " does not give one table, so no "
                            + "table can take its place.", "Leave out --table " + node.id() + "=….");
                }
                final SuppliedTable supplied = new SuppliedTable(tables.get(node.id()));
                return new NodeTask<>(supplied, supplied.defaults());
            }
            if (operation.isEmpty()) {
                throw unknown(node);
            }
            try {
                return NodeTask.of(operation.get(), node);
            } catch (final OperationException e) {
                throw new WorkflowException(Reason.BAD_SETTING, node.label() + ": " + e.getMessage(), e.resolution(),
                        e);
            }
        }

        private static boolean isOneTable(final List<Port> outputs) {
            return outputs.size() == 1 && outputs.get(0).type() == Port.Type.TABLE;
        }

        private static WorkflowException unknown(final WorkflowNode node) {
            final String hint = "Give what it would give as a table: --table " + node.id() + "=FILE.csv.";
            if (node.factory().isEmpty()) {
                return new WorkflowException(Reason.UNKNOWN_NODE,
                        node.label() + " is a metanode or component, which can "
                                + "not be run without KNIME.",
                        hint);
            }
            return node.isOurs()
                    ? new WorkflowException(Reason.UNKNOWN_NODE, node.label() + " is a node that this version of "
                            + "GFlowNet4J does not have.", "Update GFlowNet4J.")
                    : new WorkflowException(Reason.UNKNOWN_NODE, node.label() + " is no GFlowNet4J node (it is "
                            + node.factory() + "), so it can not be run without KNIME.", hint);
        }

        private Connection checked(final Connection connection) {
            final WorkflowNode source = node(connection.source());
            final WorkflowNode target = node(connection.target());
            final Port from = port(source, "output", tasks.get(source.id()).operation().outputs(),
                    connection.sourcePort());
            final Port to = port(target, "input", InputPorts.of(target, tasks.get(target.id()).operation()),
                    connection.targetPort());
            if (from.type() != to.type()) {
                throw new WorkflowException(Reason.BAD_CONNECTION, target.label() + ": its input \"" + to.name()
                        + "\" takes a " + to.type().title() + ", but is connected to the output \"" + from.name()
                        + "\" of " + source.label() + ", a " + from.type().title() + ".",
                        "Connect it to an output of the right kind.");
            }
            return connection;
        }

        private static Port port(final WorkflowNode node, final String kind, final List<Port> ports,
                final int number) {
            if (number < 1 || number > ports.size()) {
                throw new WorkflowException(Reason.BAD_CONNECTION, node.label() + ": a connection uses its " + kind
                        + " " + number + ", but it has " + (ports.isEmpty() ? "none" : String.valueOf(ports.size()))
                        + ".",
                        "Save the workflow again in KNIME.");
            }
            return ports.get(number - 1);
        }

        private List<Step.Input> inputs(final WorkflowNode node, final NodeTask<?> task) {
            // the ports of a node that a table stands for do not matter
            final List<Port> existing = tables.containsKey(node.id()) ? List.of()
                    : InputPorts.of(node, task.operation());
            final List<Step.Input> inputs = new ArrayList<>();
            for (final Port port : task.operation().inputs()) {
                // 0, which is no port, for an optional one that was not added
                final int number = existing.indexOf(port) + 1;
                final List<Connection> into = number == 0 ? List.of() : connections.stream()
                        .filter(connection -> connection.target() == node.id() && connection.targetPort() == number)
                        .toList();
                if (into.size() > 1 || into.isEmpty() && !port.optional()) {
                    throw new WorkflowException(into.isEmpty() ? Reason.MISSING_INPUT : Reason.BAD_CONNECTION,
                            node.label() + ": " + (into.isEmpty() ? "nothing is" : into.size() + " outputs are")
                                    + " connected to its input \"" + port.name() + "\".",
                            "Connect a " + port.type().title() + " to it.");
                }
                inputs.add(new Step.Input(port.optional(), into.stream().findFirst()
                        .map(connection -> new Step.Source(connection.source(), connection.sourcePort()))));
            }
            return inputs;
        }
    }
}
