package org.knime.node.parameters;

/** Settings shown together. */
public interface WidgetGroup {}
