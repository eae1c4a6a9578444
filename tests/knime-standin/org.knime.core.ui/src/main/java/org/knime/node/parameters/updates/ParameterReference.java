package org.knime.node.parameters.updates;

/** Names a setting and the type of its value. */
public interface ParameterReference<V> {}
