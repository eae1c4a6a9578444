package org.gflownet4j.app.workflow;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Setting;
import org.gflownet4j.operation.SettingsMap;

/**
 * A setting of an operation with its description and value.
 *
 * @param key its name in files and on the command line
 * @param title its name for readers
 * @param description what it does
 * @param value as text
 * @param defaultValue as text
 * @param choices the values that it can have, if they can be listed
 */
public record SettingValue(String key, String title, String description, String value, String defaultValue,
        List<String> choices) {

    /**
     * All settings of an operation.
     *
     * @param operation which
     * @return with their default values
     */
    public static List<SettingValue> of(final Operation<?> operation) {
        return of(operation.defaults(), operation.defaults());
    }

    /**
     * All settings of a task.
     *
     * @param task which
     * @return with the values that the user chose
     */
    public static List<SettingValue> of(final NodeTask<?> task) {
        return of(task.settings(), task.operation().defaults());
    }

    private static List<SettingValue> of(final Record settings, final Record defaults) {
        final Map<String, Object> values = SettingsMap.toMap(settings);
        final Map<String, Object> defaultValues = SettingsMap.toMap(defaults);
        final List<SettingValue> list = new ArrayList<>();
        for (final RecordComponent component : settings.getClass().getRecordComponents()) {
            final String key = component.getName();
            final Setting setting = component.getAnnotation(Setting.class);
            list.add(new SettingValue(key, setting == null ? key : setting.title(),
                    setting == null ? "" : setting.description(), Objects.toString(values.get(key)),
                    Objects.toString(defaultValues.get(key)), choices(component.getType())));
        }
        return list;
    }

    private static List<String> choices(final Class<?> type) {
        final List<String> choices = new ArrayList<>();
        if (type.isEnum()) {
            for (final Object constant : type.getEnumConstants()) {
                choices.add(((Enum<?>) constant).name());
            }
        } else if (type == boolean.class) {
            choices.addAll(List.of("true", "false"));
        }
        return choices;
    }

    /**
     * Whether the user changed it.
     *
     * @return true if its value is not the default
     */
    public boolean isChanged() {
        return !value.equals(defaultValue);
    }
}
