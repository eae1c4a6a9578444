package org.knime.node.parameters.persistence;

/** Settings saved together. */
public interface Persistable {}
