package org.gflownet4j.standin.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistor;

/** One field of parameters. Private, static and transient fields are none, as in KNIME. */
public record ParameterField(Field field) {

    /** What KNIME puts behind the key of a hidden setting. */
    private static final String HIDDEN = "_Internals";

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
                final ParameterField found = new ParameterField(field);
                if (found.annotation(Persist.class) != null && found.annotation(Persistor.class) != null) {
                    throw new IllegalStateException("Cannot have both @Persistor and @Persist annotation on " + field);
                }
                fields.add(found);
            }
        }
        return fields;
    }

    public <A extends Annotation> A annotation(final Class<A> type) {
        return field.getAnnotation(type);
    }

    public String key() {
        final String name = field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
        final Persist persist = annotation(Persist.class);
        if (persist == null) {
            return name;
        }
        return (persist.configKey().isEmpty() ? name : persist.configKey()) + (persist.hidden() ? HIDDEN : "");
    }

    public Class<?> type() {
        return field.getType();
    }

    SavedValue values() {
        if (type() == Optional.class) {
            final Class<?> content = (Class<?>) ((ParameterizedType) field.getGenericType())
                    .getActualTypeArguments()[0];
            return SavedValue.optional(SavedValue.of(content));
        }
        return SavedValue.of(type());
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
