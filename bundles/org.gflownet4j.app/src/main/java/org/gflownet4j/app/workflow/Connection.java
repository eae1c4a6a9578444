package org.gflownet4j.app.workflow;

/**
 * A connection between two nodes. Ports are counted from 1; 0 is KNIME's port for flow variables.
 *
 * @param source the node that gives
 * @param sourcePort its output port
 * @param target the node that takes
 * @param targetPort its input port
 */
public record Connection(int source, int sourcePort, int target, int targetPort) {

    /**
     * Whether flow variables pass through it, which this application does not need.
     *
     * @return true if one of its ends is a port for flow variables
     */
    public boolean isFlowVariable() {
        return sourcePort == 0 || targetPort == 0;
    }
}
