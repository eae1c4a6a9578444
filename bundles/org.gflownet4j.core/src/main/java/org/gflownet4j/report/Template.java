package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page with gaps, in the notation of Mustache: <code>{{name}}</code> is a value, escaped; <code>{{{name}}}</code> a
 * value as it is; <code>{{#name}}…{{/name}}</code> appears once per element of a list, or once for true, a map or a
 * text that is not empty; <code>{{^name}}…{{/name}}</code> appears where that does not. Sections of the same name can
 * not be nested. The values are never searched for gaps.
 */
final class Template {

    private final String text;

    Template(final String text) {
        this.text = text;
    }

    /**
     * Fills the gaps.
     *
     * @param values texts, numbers, booleans, maps, and lists of maps; what a name inside a section does not find there
     *            is looked up outside
     * @return the page
     * @throws IllegalArgumentException if a gap has no value, or a section no end
     */
    String fill(final Map<String, ?> values) {
        final StringBuilder page = new StringBuilder(text.length());
        fill(0, text.length(), List.of(values), page);
        return page.toString();
    }

    private void fill(final int from, final int to, final List<Map<String, ?>> scopes, final StringBuilder page) {
        int done = from;
        for (int open = text.indexOf("{{", done); open >= 0 && open < to; open = text.indexOf("{{", done)) {
            page.append(text, done, open);
            final boolean raw = text.startsWith("{{{", open);
            final String closing = raw ? "}}}" : "}}";
            final int close = text.indexOf(closing, open);
            final String tag = text.substring(open + closing.length(), close);
            done = close + closing.length();
            if (tag.startsWith("#") || tag.startsWith("^")) {
                final String end = "{{/" + tag.substring(1) + "}}";
                final int last = text.indexOf(end, done);
                if (last < 0 || last > to) {
                    throw new IllegalArgumentException("The section " + tag + " has no end.");
                }
                section(tag, done, last, scopes, page);
                done = last + end.length();
            } else {
                final Object value = find(tag, scopes);
                if (value == null) {
                    throw new IllegalArgumentException("There is no value for " + tag + ".");
                }
                page.append(raw ? value.toString() : escape(value.toString()));
            }
        }
        page.append(text, done, to);
    }

    private void section(final String tag, final int from, final int to, final List<Map<String, ?>> scopes,
            final StringBuilder page) {
        final List<?> elements = elements(find(tag.substring(1), scopes));
        if (tag.startsWith("^")) {
            if (elements.isEmpty()) {
                fill(from, to, scopes, page);
            }
            return;
        }
        for (final Object element : elements) {
            final List<Map<String, ?>> inner = new ArrayList<>(scopes);
            inner.add(scope(element));
            fill(from, to, inner, page);
        }
    }

    private static List<?> elements(final Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        return value == null || Boolean.FALSE.equals(value) || "".equals(value) ? List.of() : List.of(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> scope(final Object element) {
        return element instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
    }

    private static Object find(final String name, final List<Map<String, ?>> scopes) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            final Object value = scopes.get(i).get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /**
     * Makes text of any origin safe between tags and in quoted attributes. What is not ASCII becomes a number, so that
     * the page reads the same whatever encoding it is taken for.
     */
    static String escape(final String value) {
        final StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> {
            if (c >= 0xD800 && c <= 0xDFFF || c < ' ' && c != '\n' && c != '\t' || c == 0x7F) {
                escaped.append("&#65533;");
            } else if (c > 0x7E || c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' || c == '`') {
                escaped.append("&#").append(c).append(';');
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
