package org.knime.core.data;

/** A value of which a column has few different ones, so that its domain lists them. */
public interface NominalValue extends DataValue {}
