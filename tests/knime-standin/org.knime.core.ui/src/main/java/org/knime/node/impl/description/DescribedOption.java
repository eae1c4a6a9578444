package org.knime.node.impl.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.standin.parameters.ParameterField;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.choices.Label;

/** A setting as the node's description names it. */
record DescribedOption(String title, String description) {

    /** Stands for no part of the dialog. */
    private interface Outside {}

    /** The settings with a title, in the order of the dialog: first those outside its parts. */
    static List<DescribedOption> of(final Class<? extends NodeParameters> model,
            final Class<? extends NodeParameters> view) {
        final Map<Class<?>, List<DescribedOption>> parts = new LinkedHashMap<>();
        parts.put(Outside.class, new ArrayList<>());
        collect(model, Outside.class, parts);
        collect(view, Outside.class, parts);
        return inOrder(new ArrayList<>(parts.keySet())).stream().flatMap(part -> parts.get(part).stream()).toList();
    }

    private static void collect(final Class<?> type, final Class<?> enclosing,
            final Map<Class<?>, List<DescribedOption>> parts) {
        if (type == null) {
            return;
        }
        for (final ParameterField field : ParameterField.of(type)) {
            final Layout layout = field.annotation(Layout.class);
            final Layout ofType = field.type().getAnnotation(Layout.class);
            final Class<?> part = layout != null ? layout.value() : ofType != null ? ofType.value() : enclosing;
            final Widget widget = field.annotation(Widget.class);
            if (WidgetGroup.class.isAssignableFrom(field.type())) {
                collect(field.type(), part, parts);
            } else if (widget != null) {
                parts.computeIfAbsent(part, key -> new ArrayList<>())
                        .add(new DescribedOption(widget.title(), describe(widget, field.type())));
            }
        }
    }

    private static List<Class<?>> inOrder(final List<Class<?>> parts) {
        final List<Class<?>> ordered = new ArrayList<>();
        while (!parts.isEmpty()) {
            final Class<?> next = parts.stream()
                    .filter(part -> parts.stream().noneMatch(other -> other != part && precedes(other, part)))
                    .findFirst().orElse(parts.get(0));
            ordered.add(next);
            parts.remove(next);
        }
        return ordered;
    }

    private static boolean precedes(final Class<?> one, final Class<?> other) {
        if (one == Outside.class || other == Outside.class) {
            return one == Outside.class;
        }
        for (final After after : other.getAnnotationsByType(After.class)) {
            if (after.value() == one) {
                return true;
            }
        }
        for (final Before before : one.getAnnotationsByType(Before.class)) {
            if (before.value() == other) {
                return true;
            }
        }
        return false;
    }

    /** A setting's description, with a list of the constants if one of them is described. */
    private static String describe(final Widget widget, final Class<?> type) {
        if (widget.description().isEmpty()) {
            return "";
        }
        return type.isEnum() ? widget.description() + list(constants(type)) : widget.description();
    }

    private static List<DescribedOption> constants(final Class<?> type) {
        final List<DescribedOption> constants = new ArrayList<>();
        for (final Object constant : type.getEnumConstants()) {
            final String name = ((Enum<?>) constant).name();
            try {
                final Label label = type.getField(name).getAnnotation(Label.class);
                constants.add(label == null ? new DescribedOption(words(name), "")
                        : new DescribedOption(label.value(), label.description()));
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return constants;
    }

    private static String words(final String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase().replace('_', ' ');
    }

    private static String list(final List<DescribedOption> items) {
        if (items.stream().allMatch(item -> item.description().isBlank())) {
            return "";
        }
        final StringBuilder list = new StringBuilder("\n<ul>");
        for (final DescribedOption item : items) {
            final String title = item.title().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            list.append("\n<li><b>").append(title).append("</b>")
                    .append(item.description().isBlank() ? "" : ": " + item.description()).append("</li>");
        }
        return list.append("\n</ul>").toString();
    }
}
