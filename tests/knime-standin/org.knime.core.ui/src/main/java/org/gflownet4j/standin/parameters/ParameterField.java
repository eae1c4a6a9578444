package org.gflownet4j.standin.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** One field of parameters. Private, static and transient fields are none, as in KNIME. */
public record ParameterField(Field field) {

    /** The fields of a class, those of its superclass first. */
    public static List<ParameterField> of(final Class<?> type) {
        final List<ParameterField> fields = new ArrayList<>();
        if (type.getSuperclass() != null) {
            fields.addAll(of(type.getSuperclass()));
        }
        for (final Field field : type.getDeclaredFields()) {
            final int modifiers = field.getModifiers();
            if (!Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)
                    && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(new ParameterField(field));
            }
        }
        return fields;
    }

    public <A extends Annotation> A annotation(final Class<A> type) {
        return field.getAnnotation(type);
    }

    public String key() {
        return field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
    }

    public Class<?> type() {
        return field.getType();
    }

    public Object get(final Object parameters) {
        try {
            return field.get(parameters);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public void set(final Object parameters, final Object value) {
        try {
            field.set(parameters, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
