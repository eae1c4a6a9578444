package org.knime.node.impl.description;

/** A port, or a group of ports, in a node's description. */
public record PortDescription(String id, String name, String description, boolean configurable) {

    public static PortDescription fixedPort(final String name, final String description) {
        return new PortDescription(null, name, description, false);
    }

    public static PortDescription dynamicPort(final String id, final String name, final String description) {
        return new PortDescription(id, name, description, true);
    }
}
