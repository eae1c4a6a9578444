package org.gflownet4j.knime.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.Version;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** What a port's specification says, in KNIME's own file format: a version, texts, numbers and lists. */
final class Description {

    private static final int FORMAT_VERSION = 1;
    private static final String FORMAT_KEY = "formatVersion";
    private static final String PRODUCT_KEY = "productVersion";
    private static final String NUMBER_PREFIX = "number.";
    private static final String LIST_PREFIX = "list.";
    private static final String TEXT_PREFIX = "text.";

    private Description() {
    }

    static void saveVersion(final ModelContentWO content) {
        content.addInt(FORMAT_KEY, FORMAT_VERSION);
        content.addString(PRODUCT_KEY, Version.VERSION);
    }

    /** Refuses what a newer version wrote, in words. */
    static void checkVersion(final ModelContentRO content, final String what) throws InvalidSettingsException {
        if (content.getInt(FORMAT_KEY) > FORMAT_VERSION) {
            throw new InvalidSettingsException(what + " was written by GFlowNet4J "
                    + content.getString(PRODUCT_KEY, "of a later version") + ", which is newer than this version ("
                    + Version.VERSION + "). Update GFlowNet4J to read it.");
        }
    }

    /** Saves a map of texts, numbers, and lists of these, as design spaces describe themselves. */
    static void save(final Map<String, ?> description, final ModelContentWO content) {
        description.forEach((key, value) -> {
            if (value instanceof List<?> list) {
                final Map<String, Object> numbered = new LinkedHashMap<>();
                list.forEach(element -> numbered.put(Integer.toString(numbered.size()), element));
                save(numbered, content.addModelContent(LIST_PREFIX + key));
            } else if (value instanceof Number number) {
                content.addDouble(NUMBER_PREFIX + key, number.doubleValue());
            } else {
                content.addString(TEXT_PREFIX + key, String.valueOf(value));
            }
        });
    }

    /** Loads what {@link #save} saved; numbers come as doubles. */
    static Map<String, Object> load(final ModelContentRO content) throws InvalidSettingsException {
        final Map<String, Object> description = new LinkedHashMap<>();
        for (final String key : content.keySet()) {
            if (key.startsWith(NUMBER_PREFIX)) {
                description.put(key.substring(NUMBER_PREFIX.length()), content.getDouble(key));
            } else if (key.startsWith(TEXT_PREFIX)) {
                description.put(key.substring(TEXT_PREFIX.length()), content.getString(key));
            } else if (key.startsWith(LIST_PREFIX)) {
                description.put(key.substring(LIST_PREFIX.length()), list(load(content.getModelContent(key))));
            }
        }
        return description;
    }

    /** The elements in the order of their numbers, however the file had them. */
    private static List<Object> list(final Map<String, Object> numbered) {
        final List<Object> list = new ArrayList<>();
        for (int i = 0; numbered.containsKey(Integer.toString(i)); i++) {
            list.add(numbered.get(Integer.toString(i)));
        }
        return list;
    }
}
