package org.gflownet4j.knime.operation;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.table.Table;
import org.knime.core.node.port.PortObject;

/**
 * What executing a node gave.
 *
 * @param outputs one per output port
 * @param warnings sentences that the user should see on the node
 * @param remarks the same, and what else is worth knowing, for the node's view
 * @param figures for the node's view, if there are any that are in none of the outputs
 */
public record NodeResult(List<PortObject> outputs, List<String> warnings, List<String> remarks,
        Optional<Table> figures) {

    /**
     * The warnings as one text.
     *
     * @return empty if there are none
     */
    public String warning() {
        return String.join(" ", warnings);
    }
}
