package org.knime.core.node.port;

/** A node model with port objects of its own, which are saved with the node. */
public interface PortObjectHolder {

    PortObject[] getInternalPortObjects();

    void setInternalPortObjects(PortObject[] portObjects);
}
