package org.knime.core.node.config;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** A configuration that can hold cells and types, each as a configuration of its own. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    private static final long serialVersionUID = 1L;

    private static final String SIZE = "array-size";

    private static final String CELL = "datacell";

    private static final String IS_NULL = "is_null";

    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(final String key) {
        return (Config) addConfigBase(key);
    }

    protected final void addConfig(final Config config) {
        addConfigBase(config);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        if (getEntry(key) instanceof Config config) {
            return config;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    @Override
    public void addDataCell(final String key, final DataCell cell) {
        final Config config = addConfig(key);
        if (cell == null) {
            config.addString(CELL, null);
            return;
        }
        final String name = cell.getClass().getName();
        final String simple = cell.getClass().getSimpleName();
        config.addString(CELL, name);
        final Config value = config.addConfig(name);
        if (cell instanceof StringCell string) {
            value.addString(simple, string.getStringValue());
        } else if (cell instanceof BooleanCell truth) {
            value.addBoolean(simple, truth.getBooleanValue());
        } else if (cell instanceof IntCell number) {
            value.addInt(simple, number.getIntValue());
        } else if (cell instanceof LongCell number) {
            value.addLong(simple, number.getLongValue());
        } else if (cell instanceof DoubleCell number) {
            value.addDouble(simple, number.getDoubleValue());
        } else if (!cell.isMissing()) {
            throw new UnsupportedOperationException("The stand-in does not write " + name);
        }
    }

    @Override
    public DataCell getDataCell(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        final String name = config.getString(CELL);
        if (name == null) {
            return null;
        }
        final Config value = config.getConfig(name);
        final String simple = name.substring(name.lastIndexOf('.') + 1);
        return switch (simple) {
            case "StringCell" -> new StringCell(value.getString(simple));
            case "BooleanCell" -> value.getBoolean(simple) ? BooleanCell.TRUE : BooleanCell.FALSE;
            case "IntCell" -> new IntCell(value.getInt(simple));
            case "LongCell" -> new LongCell(value.getLong(simple));
            case "DoubleCell" -> new DoubleCell(value.getDouble(simple));
            case "MissingCell" -> DataType.getMissingCell();
            default -> throw new UnsupportedOperationException("The stand-in does not read " + name);
        };
    }

    @Override
    public DataCell getDataCell(final String key, final DataCell def) {
        try {
            return getDataCell(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addDataCellArray(final String key, final DataCell... values) {
        final Config config = addConfig(key);
        if (values != null) {
            config.addInt(SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addDataCell(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public DataCell[] getDataCellArray(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        final int size = config.getInt(SIZE, -1);
        if (size < 0) {
            return null;
        }
        final DataCell[] cells = new DataCell[size];
        for (int i = 0; i < size; i++) {
            cells[i] = config.getDataCell(Integer.toString(i));
        }
        return cells;
    }

    @Override
    public DataCell[] getDataCellArray(final String key, final DataCell... def) {
        try {
            return getDataCellArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addRowKey(final String key, final RowKey rowKey) {
        addString(key, rowKey == null ? null : rowKey.getString());
    }

    @Override
    public RowKey getRowKey(final String key) throws InvalidSettingsException {
        final String id = getString(key);
        return id == null ? null : new RowKey(id);
    }

    @Override
    public RowKey getRowKey(final String key, final RowKey def) {
        final String id = getString(key, def == null ? null : def.getString());
        return id == null ? null : new RowKey(id);
    }

    @Override
    public void addDataType(final String key, final DataType type) {
        final Config config = addConfig(key);
        if (type != null) {
            type.save(config);
        }
        config.addBoolean(IS_NULL, type == null);
    }

    @Override
    public DataType getDataType(final String key) throws InvalidSettingsException {
        final Config config = getConfig(key);
        return config.getBoolean(IS_NULL) ? null : DataType.load(config);
    }

    @Override
    public DataType getDataType(final String key, final DataType def) {
        try {
            return getDataType(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }
}
