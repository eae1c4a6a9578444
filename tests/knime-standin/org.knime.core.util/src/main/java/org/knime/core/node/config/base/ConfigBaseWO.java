package org.knime.core.node.config.base;

/** A configuration to write to. */
public interface ConfigBaseWO {

    String getKey();

    ConfigBase addConfigBase(String key);

    void addInt(String key, int value);

    void addIntArray(String key, int... values);

    void addDouble(String key, double value);

    void addDoubleArray(String key, double... values);

    void addChar(String key, char value);

    void addCharArray(String key, char... values);

    void addShort(String key, short value);

    void addShortArray(String key, short... values);

    void addLong(String key, long value);

    void addLongArray(String key, long... values);

    void addByte(String key, byte value);

    void addByteArray(String key, byte... values);

    void addBoolean(String key, boolean value);

    void addBooleanArray(String key, boolean... values);

    void addFloat(String key, float value);

    void addFloatArray(String key, float... values);

    void addString(String key, String value);

    void addStringArray(String key, String... values);
}
