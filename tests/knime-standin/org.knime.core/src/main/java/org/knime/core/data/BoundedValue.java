package org.knime.core.data;

/** A value of which a column's domain has the least and the greatest. */
public interface BoundedValue extends DataValue {}
