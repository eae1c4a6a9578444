package org.knime.core.node.config.base;

import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;

/** The single values of a configuration. */
abstract class ConfigValues extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    final Map<String, AbstractConfigEntry> entries = new LinkedHashMap<>();

    ConfigValues(final String key) {
        super(ConfigEntries.config, key);
    }

    void put(final AbstractConfigEntry entry) {
        entries.put(entry.getKey(), entry);
        entry.setParent(this);
    }

    private <E extends AbstractConfigEntry> E find(final String key, final Class<E> type) {
        final AbstractConfigEntry entry = entries.get(key);
        return type.isInstance(entry) ? type.cast(entry) : null;
    }

    final <E extends AbstractConfigEntry> E require(final String key, final Class<E> type, final String word)
            throws InvalidSettingsException {
        final E entry = find(key, type);
        if (entry == null) {
            throw new InvalidSettingsException(word + " for key \"" + key + "\" not found.");
        }
        return entry;
    }

    public void addInt(final String key, final int value) {
        put(new ConfigIntEntry(key, value));
    }

    public int getInt(final String key) throws InvalidSettingsException {
        return require(key, ConfigIntEntry.class, "Int").getInt();
    }

    public int getInt(final String key, final int def) {
        final ConfigIntEntry entry = find(key, ConfigIntEntry.class);
        return entry == null ? def : entry.getInt();
    }

    public void addDouble(final String key, final double value) {
        put(new ConfigDoubleEntry(key, value));
    }

    public double getDouble(final String key) throws InvalidSettingsException {
        return require(key, ConfigDoubleEntry.class, "Double").getDouble();
    }

    public double getDouble(final String key, final double def) {
        final ConfigDoubleEntry entry = find(key, ConfigDoubleEntry.class);
        return entry == null ? def : entry.getDouble();
    }

    public void addLong(final String key, final long value) {
        put(new ConfigLongEntry(key, value));
    }

    public long getLong(final String key) throws InvalidSettingsException {
        return require(key, ConfigLongEntry.class, "Long").getLong();
    }

    public long getLong(final String key, final long def) {
        final ConfigLongEntry entry = find(key, ConfigLongEntry.class);
        return entry == null ? def : entry.getLong();
    }

    public void addBoolean(final String key, final boolean value) {
        put(new ConfigBooleanEntry(key, value));
    }

    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return require(key, ConfigBooleanEntry.class, "Boolean").getBoolean();
    }

    public boolean getBoolean(final String key, final boolean def) {
        final ConfigBooleanEntry entry = find(key, ConfigBooleanEntry.class);
        return entry == null ? def : entry.getBoolean();
    }

    public void addString(final String key, final String value) {
        put(new ConfigStringEntry(key, value));
    }

    public String getString(final String key) throws InvalidSettingsException {
        return require(key, ConfigStringEntry.class, "String").getString();
    }

    public String getString(final String key, final String def) {
        final ConfigStringEntry entry = find(key, ConfigStringEntry.class);
        return entry == null ? def : entry.getString();
    }
}
