package org.gflownet4j.app.workflow;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A {@code config} element of KNIME's XML files: entries with values, and further configs within. */
final class XmlConfig {

    private final String key;
    /** Values as they stand in the file; empty for null. */
    private final Map<String, Optional<String>> entries = new LinkedHashMap<>();
    private final Map<String, XmlConfig> configs = new LinkedHashMap<>();

    XmlConfig(final String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** False if there is an entry of this name already. */
    boolean add(final String name, final Optional<String> value) {
        return entries.putIfAbsent(name, value) == null;
    }

    /** False if there is a config of this name already. */
    boolean add(final XmlConfig config) {
        return configs.putIfAbsent(config.key, config) == null;
    }

    /** Name → value, without the entries that are null. */
    Map<String, String> values() {
        final Map<String, String> values = new LinkedHashMap<>();
        entries.forEach((name, value) -> value.ifPresent(text -> values.put(name, text)));
        return values;
    }

    /** The value of an entry; empty if it is missing or null. */
    Optional<String> value(final String name) {
        return entries.getOrDefault(name, Optional.empty());
    }

    /** The whole number in an entry; empty if it is missing, null or no such number. */
    Optional<Integer> wholeNumber(final String name) {
        try {
            return value(name).map(Integer::valueOf);
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    Optional<XmlConfig> config(final String name) {
        return Optional.ofNullable(configs.get(name));
    }

    /** The configs within, in the order of the file. */
    Collection<XmlConfig> configs() {
        return Collections.unmodifiableCollection(configs.values());
    }
}
