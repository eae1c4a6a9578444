package org.gflownet4j.app;

import java.util.LinkedHashMap;
import java.util.Map;

import org.gflownet4j.operation.SettingsMap;

/**
 * Default settings with some replaced by options of the command line.
 *
 * @param <S> the settings record
 */
final class Overrides<S extends Record> {

    private final S defaults;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Overrides(final S defaults) {
        this.defaults = defaults;
    }

    static <S extends Record> Overrides<S> of(final S defaults) {
        return new Overrides<>(defaults);
    }

    /** Replaces a setting, unless the option was not given. */
    Overrides<S> with(final String key, final Object given) {
        if (given != null) {
            values.put(key, given);
        }
        return this;
    }

    S settings() {
        return SettingsMap.fromMap(defaults, values);
    }
}
