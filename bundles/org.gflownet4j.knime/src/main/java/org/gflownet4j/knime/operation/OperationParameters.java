package org.gflownet4j.knime.operation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;

import org.gflownet4j.operation.OperationException;
import org.gflownet4j.operation.SettingsMap;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/**
 * The parameters of a node whose work is an operation: one field for each component of the operation's settings record, of the
 * same name, with the same default. Enumerations have the same constants; here they carry the labels of the dialog.
 */
public abstract class OperationParameters implements NodeParameters {

    /**
     * Checks that everything has a value, and that numbers are within the bounds that the dialog states.
     *
     * @throws InvalidSettingsException if something is not so, in a sentence
     */
    @Override
    public void validate() throws InvalidSettingsException {
        for (final Field field : getClass().getDeclaredFields()) {
            final NumberInputWidget bounds = field.getAnnotation(NumberInputWidget.class);
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && value(field) == null) {
                throw new InvalidSettingsException("\"" + field.getAnnotation(Widget.class).title()
                        + "\" has no value. Open the dialog and choose one.");
            }
            if (bounds != null) {
                Bound.check(field.getAnnotation(Widget.class).title(), ((Number) value(field)).doubleValue(), bounds);
            }
        }
    }

    /**
     * The settings of the operation.
     *
     * @param defaults of the operation
     * @param <S> their type
     * @return a record with the values of these parameters
     * @throws OperationException if a value does not fit
     */
    public final <S extends Record> S settings(final S defaults) {
        final Map<String, Object> values = new LinkedHashMap<>();
        for (final Field field : getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                final Object value = value(field);
                values.put(field.getName(), value instanceof Enum<?> constant ? constant.name() : value);
            }
        }
        return SettingsMap.fromMap(defaults, values);
    }

    private Object value(final Field field) {
        try {
            field.setAccessible(true);
            return field.get(this);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
