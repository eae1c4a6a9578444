package org.knime.core.node;

/** Marks classes of KNIME's fluent interfaces. */
public interface FluentNodeAPI {}
