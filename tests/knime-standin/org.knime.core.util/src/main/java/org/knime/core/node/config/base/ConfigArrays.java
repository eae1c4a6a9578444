package org.knime.core.node.config.base;

import java.lang.reflect.Array;

import org.knime.core.node.InvalidSettingsException;

/** The arrays of a configuration: each a configuration of its own, with the size and the elements by their index. */
abstract class ConfigArrays extends ConfigValues {

    private static final long serialVersionUID = 1L;

    private static final String SIZE = "array-size";

    ConfigArrays(final String key) {
        super(key);
    }

    abstract ConfigBase addConfigBase(String key);

    abstract ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    @FunctionalInterface
    private interface Element {
        Object read(ConfigBase array, String index) throws InvalidSettingsException;
    }

    @FunctionalInterface
    private interface ElementWriter {
        void write(ConfigBase array, String index, int position);
    }

    private void write(final String key, final Object values, final ElementWriter writer) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            final int size = Array.getLength(values);
            array.addInt(SIZE, size);
            for (int i = 0; i < size; i++) {
                writer.write(array, Integer.toString(i), i);
            }
        }
    }

    /** @return null if the array was written as null */
    private <A> A read(final String key, final Class<A> type, final Element element) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.getInt(SIZE, -1);
        if (size < 0) {
            return null;
        }
        final Object values = Array.newInstance(type.getComponentType(), size);
        for (int i = 0; i < size; i++) {
            Array.set(values, i, element.read(array, Integer.toString(i)));
        }
        return type.cast(values);
    }

    private <A> A read(final String key, final Class<A> type, final Element element, final A def) {
        try {
            return read(key, type, element);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    public void addIntArray(final String key, final int... values) {
        write(key, values, (array, index, i) -> array.addInt(index, values[i]));
    }

    public int[] getIntArray(final String key) throws InvalidSettingsException {
        return read(key, int[].class, ConfigBase::getInt);
    }

    public int[] getIntArray(final String key, final int... def) {
        return read(key, int[].class, ConfigBase::getInt, def);
    }

    public void addDoubleArray(final String key, final double... values) {
        write(key, values, (array, index, i) -> array.addDouble(index, values[i]));
    }

    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        return read(key, double[].class, ConfigBase::getDouble);
    }

    public double[] getDoubleArray(final String key, final double... def) {
        return read(key, double[].class, ConfigBase::getDouble, def);
    }

    public void addCharArray(final String key, final char... values) {
        write(key, values, (array, index, i) -> array.addChar(index, values[i]));
    }

    public char[] getCharArray(final String key) throws InvalidSettingsException {
        return read(key, char[].class, ConfigBase::getChar);
    }

    public char[] getCharArray(final String key, final char... def) {
        return read(key, char[].class, ConfigBase::getChar, def);
    }

    public void addShortArray(final String key, final short... values) {
        write(key, values, (array, index, i) -> array.addShort(index, values[i]));
    }

    public short[] getShortArray(final String key) throws InvalidSettingsException {
        return read(key, short[].class, ConfigBase::getShort);
    }

    public short[] getShortArray(final String key, final short... def) {
        return read(key, short[].class, ConfigBase::getShort, def);
    }

    public void addLongArray(final String key, final long... values) {
        write(key, values, (array, index, i) -> array.addLong(index, values[i]));
    }

    public long[] getLongArray(final String key) throws InvalidSettingsException {
        return read(key, long[].class, ConfigBase::getLong);
    }

    public long[] getLongArray(final String key, final long... def) {
        return read(key, long[].class, ConfigBase::getLong, def);
    }

    public void addByteArray(final String key, final byte... values) {
        write(key, values, (array, index, i) -> array.addByte(index, values[i]));
    }

    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        return read(key, byte[].class, ConfigBase::getByte);
    }

    public byte[] getByteArray(final String key, final byte... def) {
        return read(key, byte[].class, ConfigBase::getByte, def);
    }

    public void addBooleanArray(final String key, final boolean... values) {
        write(key, values, (array, index, i) -> array.addBoolean(index, values[i]));
    }

    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        return read(key, boolean[].class, ConfigBase::getBoolean);
    }

    public boolean[] getBooleanArray(final String key, final boolean... def) {
        return read(key, boolean[].class, ConfigBase::getBoolean, def);
    }

    public void addFloatArray(final String key, final float... values) {
        write(key, values, (array, index, i) -> array.addFloat(index, values[i]));
    }

    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        return read(key, float[].class, ConfigBase::getFloat);
    }

    public float[] getFloatArray(final String key, final float... def) {
        return read(key, float[].class, ConfigBase::getFloat, def);
    }

    public void addStringArray(final String key, final String... values) {
        write(key, values, (array, index, i) -> array.addString(index, values[i]));
    }

    public String[] getStringArray(final String key) throws InvalidSettingsException {
        return read(key, String[].class, ConfigBase::getString);
    }

    public String[] getStringArray(final String key, final String... def) {
        return read(key, String[].class, ConfigBase::getString, def);
    }
}
