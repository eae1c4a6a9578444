package org.knime.core.data;

/** No value, perhaps with the reason. */
public interface MissingValue extends DataValue {}
