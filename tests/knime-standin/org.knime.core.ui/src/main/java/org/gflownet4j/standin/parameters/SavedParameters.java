package org.gflownet4j.standin.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.configmapping.ConfigPath;
import org.knime.core.webui.node.dialog.configmapping.NodeSettingsAtPathUtil;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** Parameters in settings: each field by its key, a group of parameters as settings of its own. */
@SuppressWarnings({"unchecked", "rawtypes"})
public final class SavedParameters {

    private SavedParameters() {}

    public static void save(final Object parameters, final NodeSettingsWO settings) {
        final Persistor own = parameters.getClass().getAnnotation(Persistor.class);
        if (own != null) {
            persistor(own).save(parameters, settings);
            return;
        }
        for (final ParameterField field : ParameterField.of(parameters.getClass())) {
            saveField(field, field.get(parameters), settings);
        }
    }

    private static void saveField(final ParameterField field, final Object value, final NodeSettingsWO settings) {
        final Persistor own = field.annotation(Persistor.class);
        if (own != null) {
            persistor(own).save(value, settings);
        } else if (Persistable.class.isAssignableFrom(field.type())) {
            save(value, settings.addNodeSettings(field.key()));
        } else if (isGroupArray(field)) {
            final NodeSettingsWO elements = settings.addNodeSettings(field.key());
            for (int i = 0; value != null && i < Array.getLength(value); i++) {
                save(Array.get(value, i), elements.addNodeSettings(Integer.toString(i)));
            }
        } else {
            field.values().save(value, settings, field.key());
        }
    }

    public static <S> S load(final Class<S> type, final NodeSettingsRO settings) throws InvalidSettingsException {
        final Migration migration = type.getAnnotation(Migration.class);
        if (migration != null) {
            final ConfigMigration<?> older = older(migration, settings, new String[][]{{}});
            if (older != null) {
                return (S) older.getLoader().load(settings);
            }
        }
        final Persistor own = type.getAnnotation(Persistor.class);
        if (own != null) {
            return (S) persistor(own).load(settings);
        }
        final S parameters = create(type);
        for (final ParameterField field : ParameterField.of(type)) {
            field.set(parameters, loadField(field, type, settings));
        }
        return parameters;
    }

    private static Object loadField(final ParameterField field, final Class<?> type, final NodeSettingsRO settings)
            throws InvalidSettingsException {
        final Persistor own = field.annotation(Persistor.class);
        final String[][] paths = own == null ? new String[][]{{field.key()}} : persistor(own).getConfigPaths();
        final Migration migration = field.annotation(Migration.class);
        if (hasDefault(field, type, migration, paths) && !hasAny(settings, paths)) {
            return field.get(create(type));
        }
        if (migration != null) {
            final ConfigMigration<?> older = older(migration, settings, paths);
            if (older != null) {
                return older.getLoader().load(settings);
            }
        }
        if (own != null) {
            return persistor(own).load(settings);
        }
        if (Persistable.class.isAssignableFrom(field.type())) {
            return load(field.type(), settings.getNodeSettings(field.key()));
        }
        if (isGroupArray(field)) {
            final NodeSettingsRO elements = settings.getNodeSettings(field.key());
            final int size = (int) elements.keySet().stream().filter(key -> key.matches("\\d+")).count();
            final Object array = Array.newInstance(field.type().getComponentType(), size);
            for (int i = 0; i < size; i++) {
                Array.set(array, i, load(field.type().getComponentType(), elements.getNodeSettings("" + i)));
            }
            return array;
        }
        return field.values().load(settings, field.key());
    }

    private static boolean hasDefault(final ParameterField field, final Class<?> type, final Migration migration,
            final String[][] paths) {
        final Migrate migrate = field.annotation(Migrate.class);
        if (migrate != null && migration != null) {
            throw new IllegalStateException("Cannot have both @Migration and @Migrate annotation on " + field);
        }
        if (migrate != null && migrate.loadDefaultIfAbsent()) {
            if (paths.length == 0) {
                throw new IllegalStateException(field + " cannot have a default since it has no config paths.");
            }
            return true;
        }
        return migration == null && type.isAnnotationPresent(LoadDefaultsForAbsentFields.class) && paths.length > 0;
    }

    private static boolean hasAny(final NodeSettingsRO settings, final String[][] paths) {
        return Arrays.stream(paths)
                .anyMatch(path -> NodeSettingsAtPathUtil.hasPath(settings, new ConfigPath(List.of(path))));
    }

    /** {@return the older way in which the settings were saved, or null} */
    private static ConfigMigration<?> older(final Migration migration, final NodeSettingsRO settings,
            final String[][] paths) {
        final List<ConfigMigration<?>> ways = create(migration.value()).getConfigMigrations();
        for (final ConfigMigration<?> way : ways) {
            if (way.getMatcher() == null ? !hasAny(settings, paths) : way.getMatcher().test(settings)) {
                return way;
            }
        }
        return null;
    }

    private static boolean isGroupArray(final ParameterField field) {
        return field.type().isArray() && !field.type().getComponentType().isEnum()
                && Persistable.class.isAssignableFrom(field.type().getComponentType());
    }

    private static NodeParametersPersistor persistor(final Persistor annotation) {
        return create(annotation.value());
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
