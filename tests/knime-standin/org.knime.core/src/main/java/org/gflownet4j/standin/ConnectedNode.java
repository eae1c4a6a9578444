package org.gflownet4j.standin;

import java.util.Optional;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;

/**
 * The node that this thread works on, which node parameters ask for their surroundings.
 *
 * @param inTypes the types of its inputs
 * @param outTypes the types of its outputs
 * @param inputs what is at its inputs, null where there is nothing yet
 */
public record ConnectedNode(PortType[] inTypes, PortType[] outTypes, PortObject[] inputs) {

    private static final ThreadLocal<ConnectedNode> CURRENT = new ThreadLocal<>();

    /** The node that this thread works on, if it works on one. */
    public static Optional<ConnectedNode> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    static void set(final ConnectedNode node) {
        if (node == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(node);
        }
    }
}
