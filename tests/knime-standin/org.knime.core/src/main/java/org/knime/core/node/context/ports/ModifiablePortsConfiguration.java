package org.knime.core.node.context.ports;

import java.util.Map;

import org.knime.core.node.context.NodeSettingsPersistable;

/** The ports of a node while users choose them. */
public interface ModifiablePortsConfiguration extends PortsConfiguration, NodeSettingsPersistable {

    Map<String, ExtendablePortGroup> getExtendablePorts();
}
