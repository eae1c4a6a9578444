package org.gflownet4j.operation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings records to and from plain maps, as JSON files and workflow directories hold them. */
public final class SettingsMap {

    private SettingsMap() {
    }

    /**
     * The values of a settings record.
     *
     * @param settings any settings record
     * @return component name → boolean, whole number, double, text, or an enum constant's name
     */
    public static Map<String, Object> toMap(final Record settings) {
        final Map<String, Object> map = new LinkedHashMap<>();
        for (final RecordComponent component : settings.getClass().getRecordComponents()) {
            final Object value = value(settings, component);
            map.put(component.getName(), value instanceof Enum<?> constant ? constant.name() : value);
        }
        return map;
    }

    /**
     * A settings record with some values replaced.
     *
     * @param defaults values for what the map does not name
     * @param values component name → value; numbers may be of any kind or texts, enum constants are given by their name
     * @param <S> the type of the record
     * @return a record of the same type
     * @throws OperationException if the map names something that the record does not have, or a value does not fit
     */
    public static <S extends Record> S fromMap(final S defaults, final Map<String, ?> values) {
        final RecordComponent[] components = defaults.getClass().getRecordComponents();
        for (final String key : values.keySet()) {
            if (Arrays.stream(components).noneMatch(component -> component.getName().equals(key))) {
                throw new OperationException("There is no setting \"" + key + "\".", "Known settings are "
                        + Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(", "))
                        + ".");
            }
        }
        final Class<?>[] types = new Class<?>[components.length];
        final Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            final Object given = values.get(components[i].getName());
            arguments[i] = given == null ? value(defaults, components[i]) : convert(components[i], given);
        }
        return create(defaults, types, arguments);
    }

    /**
     * A settings record as it was saved, perhaps by an older version: what is not there has the meaning that it had then.
     *
     * @param defaults values for what the map does not name, and never did
     * @param saved component name → value, as in {@link #fromMap}
     * @param <S> the type of the record
     * @return a record of the same type
     * @throws OperationException as {@link #fromMap} does
     */
    public static <S extends Record> S fromSaved(final S defaults, final Map<String, ?> saved) {
        final Map<String, Object> values = new LinkedHashMap<>(saved);
        for (final RecordComponent component : defaults.getClass().getRecordComponents()) {
            final Setting setting = component.getAnnotation(Setting.class);
            if (setting != null && !setting.absent().isEmpty()) {
                values.putIfAbsent(component.getName(), setting.absent());
            }
        }
        return fromMap(defaults, values);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Record> S create(final S defaults, final Class<?>[] types, final Object[] arguments) {
        try {
            final Constructor<?> constructor = defaults.getClass().getDeclaredConstructor(types);
            return (S) constructor.newInstance(arguments);
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(final Record settings, final RecordComponent component) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object convert(final RecordComponent component, final Object given) {
        final Class<?> type = component.getType();
        final String text = given instanceof Number number ? plain(number)
                : type == String.class ? given.toString() : given.toString().strip();
        try {
            if (type == int.class) {
                return Integer.valueOf(text);
            } else if (type == long.class) {
                return Long.valueOf(text);
            } else if (type == double.class) {
                return Double.valueOf(text);
            } else if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
                return Boolean.valueOf(text);
            } else if (type == String.class) {
                return text;
            } else if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .filter(constant -> ((Enum<?>) constant).name().equals(text))
                        .findFirst().orElseThrow(NumberFormatException::new);
            }
        } catch (final NumberFormatException e) {
            // said below
        }
        throw new OperationException("The setting \"" + component.getName() + "\" can not be \"" + text + "\".",
                "It takes " + expected(type) + ".");
    }

    /** A whole number without a decimal point, whatever kind of number it came as. */
    private static String plain(final Number number) {
        final double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 0x1p53 ? Long.toString(number.longValue())
                : number.toString();
    }

    private static String expected(final Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type.isEnum()
                ? "one of " + Arrays.stream(type.getEnumConstants()).map(Object::toString)
                        .collect(Collectors.joining(", "))
                : "a number";
    }
}
