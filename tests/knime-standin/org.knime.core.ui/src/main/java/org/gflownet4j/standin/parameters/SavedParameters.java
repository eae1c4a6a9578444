package org.gflownet4j.standin.parameters;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.Persistable;

/**
 * Parameters in settings: each field by its name, a group of parameters as settings of its own. Of the types that KNIME
 * saves without being told how, the stand-in has numbers, truth values, strings and constants.
 */
public final class SavedParameters {

    private SavedParameters() {}

    public static void save(final Object parameters, final NodeSettingsWO settings) {
        for (final ParameterField field : ParameterField.of(parameters.getClass())) {
            save(field.type(), field.get(parameters), settings, field.key());
        }
    }

    private static void save(final Class<?> type, final Object value, final NodeSettingsWO settings,
            final String key) {
        if (Persistable.class.isAssignableFrom(type)) {
            save(value, settings.addNodeSettings(key));
        } else if (type == int.class) {
            settings.addInt(key, (int) value);
        } else if (type == long.class) {
            settings.addLong(key, (long) value);
        } else if (type == double.class) {
            settings.addDouble(key, (double) value);
        } else if (type == boolean.class) {
            settings.addBoolean(key, (boolean) value);
        } else if (type == String.class) {
            settings.addString(key, (String) value);
        } else if (type.isEnum()) {
            settings.addString(key, value == null ? null : ((Enum<?>) value).name());
        } else {
            throw unknown(type);
        }
    }

    public static <S> S load(final Class<S> type, final NodeSettingsRO settings) throws InvalidSettingsException {
        final S parameters = create(type);
        for (final ParameterField field : ParameterField.of(type)) {
            final Migration migration = field.annotation(Migration.class);
            if (migration != null && !settings.containsKey(field.key())) {
                field.set(parameters, absent(migration, settings));
            } else if (settings.containsKey(field.key())
                    || !type.isAnnotationPresent(LoadDefaultsForAbsentFields.class)) {
                field.set(parameters, load(field.type(), settings, field.key()));
            }
        }
        return parameters;
    }

    private static Object absent(final Migration migration, final NodeSettingsRO settings)
            throws InvalidSettingsException {
        final NodeParametersMigration<?> migrator = create(migration.value());
        return migrator.getConfigMigrations().get(0).getLoader().load(settings);
    }

    private static Object load(final Class<?> type, final NodeSettingsRO settings, final String key)
            throws InvalidSettingsException {
        if (Persistable.class.isAssignableFrom(type)) {
            return load(type, settings.getNodeSettings(key));
        } else if (type == int.class) {
            return settings.getInt(key);
        } else if (type == long.class) {
            return settings.getLong(key);
        } else if (type == double.class) {
            return settings.getDouble(key);
        } else if (type == boolean.class) {
            return settings.getBoolean(key);
        } else if (type == String.class) {
            return settings.getString(key);
        } else if (type.isEnum()) {
            return constant(type, settings.getString(key));
        }
        throw unknown(type);
    }

    private static Object constant(final Class<?> type, final String name) throws InvalidSettingsException {
        for (final Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new InvalidSettingsException("Invalid value '" + name + "'. Possible values: "
                + Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", ")));
    }

    private static IllegalArgumentException unknown(final Class<?> type) {
        return new IllegalArgumentException("The stand-in does not save fields of " + type);
    }

    private static <T> T create(final Class<T> type) {
        try {
            final Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made by a constructor without arguments", e);
        }
    }
}
