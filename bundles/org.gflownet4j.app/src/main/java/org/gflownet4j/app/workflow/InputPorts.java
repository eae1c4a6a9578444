package org.gflownet4j.app.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Port;

/** The input ports that a node has: the required ones of its operation, then the optional ones that the user added. */
final class InputPorts {

    /** KNIME's class of what passes through a port → our type. */
    private static final Map<String, Port.Type> TYPES = Map.of("org.knime.core.node.BufferedDataTable",
            Port.Type.TABLE, "org.gflownet4j.knime.port.DesignSpacePortObject", Port.Type.DESIGN_SPACE,
            "org.gflownet4j.knime.port.RewardPortObject", Port.Type.REWARD,
            "org.gflownet4j.knime.port.ModelPortObject", Port.Type.MODEL);

    private InputPorts() {
    }

    /**
     * The ports of a node in the order in which connections count them.
     *
     * @param node may have port groups
     * @param operation what it does
     * @return some of the operation's inputs
     * @throws WorkflowException if the node has a port that the operation does not know
     */
    static List<Port> of(final WorkflowNode node, final Operation<?> operation) {
        final List<Port> ports = new ArrayList<>(
                operation.inputs().stream().filter(port -> !port.optional()).toList());
        final List<Port> free = new ArrayList<>(operation.inputs().stream().filter(Port::optional).toList());
        for (final PortGroup group : node.portGroups()) {
            for (final String objectClass : group.objectClasses()) {
                final Port port = free.stream().filter(candidate -> candidate.type() == TYPES.get(objectClass))
                        .findFirst().orElseThrow(() -> unknown(node, operation, group, objectClass));
                free.remove(port);
                ports.add(port);
            }
        }
        return ports;
    }

    /** How a workflow's files would say that an optional port exists. */
    static PortGroup group(final Port port) {
        return new PortGroup(port.name(), TYPES.entrySet().stream().filter(type -> type.getValue() == port.type())
                .map(Map.Entry::getKey).toList());
    }

    private static WorkflowException unknown(final WorkflowNode node, final Operation<?> operation,
            final PortGroup group, final String objectClass) {
        final List<String> known = operation.inputs().stream().filter(Port::optional).map(
                port -> "\"" + port.name() + "\" (a " + port.type().title() + ")").toList();
        final Port.Type type = TYPES.get(objectClass);
        return new WorkflowException(WorkflowException.Reason.UNKNOWN_PORT, node.label() + " has an added input \""
                + group.name() + "\" that this version does not know (it takes "
                + (type == null ? objectClass : "a " + type.title()) + "); "
                + (known.isEmpty() ? "none can be added to it." : "what can be added, once each: "
                        + String.join(", ", known) + "."),
                "Remove the input in KNIME, or update GFlowNet4J.");
    }
}
