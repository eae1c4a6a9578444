package org.gflownet4j.app.workflow;

import java.util.List;

/**
 * Ports that a user has added to a node, as KNIME keeps them under {@code node_creation_config}: optional ones exist only
 * then, and only those that exist are counted.
 *
 * @param name of the group
 * @param objectClasses class names of what passes through the ports, in their order; empty if none was added
 */
public record PortGroup(String name, List<String> objectClasses) {

    /** Copies the list. */
    public PortGroup {
        objectClasses = List.copyOf(objectClasses);
    }
}
