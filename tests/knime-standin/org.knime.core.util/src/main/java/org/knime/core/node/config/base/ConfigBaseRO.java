package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/** A configuration to read from: keys with typed values, and configurations inside it. */
public interface ConfigBaseRO extends Iterable<String> {

    String getKey();

    Set<String> keySet();

    @Override
    Iterator<String> iterator();

    boolean containsKey(String key);

    void saveToXML(OutputStream out) throws IOException;

    int getInt(String key) throws InvalidSettingsException;

    int getInt(String key, int def);

    double getDouble(String key) throws InvalidSettingsException;

    double getDouble(String key, double def);

    long getLong(String key) throws InvalidSettingsException;

    long getLong(String key, long def);

    boolean getBoolean(String key) throws InvalidSettingsException;

    boolean getBoolean(String key, boolean def);

    String getString(String key) throws InvalidSettingsException;

    String getString(String key, String def);

}
