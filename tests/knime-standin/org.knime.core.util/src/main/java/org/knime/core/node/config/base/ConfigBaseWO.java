package org.knime.core.node.config.base;

/** A configuration to write to. */
public interface ConfigBaseWO {

    String getKey();

    void addInt(String key, int value);

    void addDouble(String key, double value);

    void addLong(String key, long value);

    void addBoolean(String key, boolean value);

    void addString(String key, String value);

}
