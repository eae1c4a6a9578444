package org.gflownet4j.standin.parameters;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** How a single value is saved: by its type, as one entry or one array of the settings. */
interface SavedValue {

    void save(Object value, NodeSettingsWO settings, String key);

    Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException;

    /** Writes what stands at the key when an optional value is not there. */
    void saveEmpty(NodeSettingsWO settings, String key);

    @FunctionalInterface
    interface Writer<T> {
        void write(NodeSettingsWO settings, String key, T value);
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    /** A value with a writer, a reader, and what stands for its absence. */
    record Simple<T>(Writer<T> writer, Reader<T> reader, T empty) implements SavedValue {

        @Override
        @SuppressWarnings("unchecked")
        public void save(final Object value, final NodeSettingsWO settings, final String key) {
            writer.write(settings, key, (T) value);
        }

        @Override
        public Object load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            return reader.read(settings, key);
        }

        @Override
        public void saveEmpty(final NodeSettingsWO settings, final String key) {
            writer.write(settings, key, empty);
        }
    }

    static SavedValue of(final Class<?> type) {
        if (type.isEnum()) {
            return ofEnum(type);
        }
        final SavedValue found = Types.KNOWN.get(type);
        if (found == null) {
            throw new IllegalArgumentException("No default persistor available for type '" + type + "'.");
        }
        return found;
    }

    private static SavedValue ofEnum(final Class<?> type) {
        return new Simple<Enum<?>>(
                (settings, key, value) -> settings.addString(key, value == null ? null : value.name()),
                (settings, key) -> {
                    final String name = settings.getString(key);
                    for (final Object constant : type.getEnumConstants()) {
                        if (((Enum<?>) constant).name().equals(name)) {
                            return (Enum<?>) constant;
                        }
                    }
                    throw new InvalidSettingsException("Invalid value '" + name + "'. Possible values: "
                            + Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
                                    .collect(Collectors.joining(", ")));
                }, null);
    }

    static SavedValue optional(final SavedValue content) {
        return new SavedValue() {

            private String present(final String key) {
                return key + "_is_present";
            }

            @Override
            public void save(final Object value, final NodeSettingsWO settings, final String key) {
                final Optional<?> optional = (Optional<?>) value;
                if (optional.isPresent()) {
                    content.save(optional.get(), settings, key);
                } else {
                    content.saveEmpty(settings, key);
                }
                settings.addBoolean(present(key), optional.isPresent());
            }

            @Override
            public Object load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
                return settings.getBoolean(present(key), true) ? Optional.ofNullable(content.load(settings, key))
                        : Optional.empty();
            }

            @Override
            public void saveEmpty(final NodeSettingsWO settings, final String key) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** The types that KNIME saves without being told how, but for dates, credentials and files. */
    final class Types {

        static final Map<Class<?>, SavedValue> KNOWN = new HashMap<>();

        private Types() {}

        private static <T> void put(final Class<T> type, final Class<?> primitive, final Writer<T> writer,
                final Reader<T> reader, final T empty) {
            final SavedValue value = new Simple<>(writer, reader, empty);
            KNOWN.put(type, value);
            if (primitive != null) {
                KNOWN.put(primitive, value);
            }
        }

        static {
            put(Integer.class, int.class, (s, k, v) -> s.addInt(k, v), (s, k) -> s.getInt(k), 0);
            put(Double.class, double.class, (s, k, v) -> s.addDouble(k, v), (s, k) -> s.getDouble(k), 0.0);
            put(Long.class, long.class, (s, k, v) -> s.addLong(k, v), (s, k) -> s.getLong(k), 0L);
            put(String.class, null, (s, k, v) -> s.addString(k, v), (s, k) -> s.getString(k), null);
            put(Boolean.class, boolean.class, (s, k, v) -> s.addBoolean(k, v), (s, k) -> s.getBoolean(k), false);
            put(Float.class, float.class, (s, k, v) -> s.addFloat(k, v), (s, k) -> s.getFloat(k), 0f);
            put(Character.class, char.class, (s, k, v) -> s.addChar(k, v), (s, k) -> s.getChar(k), ' ');
            put(Byte.class, byte.class, (s, k, v) -> s.addByte(k, v), (s, k) -> s.getByte(k), (byte) 0);
            put(Void.class, null, (s, k, v) -> {}, (s, k) -> null, null);
            put(int[].class, null, (s, k, v) -> s.addIntArray(k, v), (s, k) -> s.getIntArray(k), new int[0]);
            put(double[].class, null, (s, k, v) -> s.addDoubleArray(k, v), (s, k) -> s.getDoubleArray(k),
                    new double[0]);
            put(long[].class, null, (s, k, v) -> s.addLongArray(k, v), (s, k) -> s.getLongArray(k), new long[0]);
            put(String[].class, null, (s, k, v) -> s.addStringArray(k, v), (s, k) -> s.getStringArray(k),
                    new String[0]);
            put(boolean[].class, null, (s, k, v) -> s.addBooleanArray(k, v), (s, k) -> s.getBooleanArray(k),
                    new boolean[0]);
            put(DataType.class, null, (s, k, v) -> s.addDataType(k, v), (s, k) -> s.getDataType(k), StringCell.TYPE);
        }
    }
}
