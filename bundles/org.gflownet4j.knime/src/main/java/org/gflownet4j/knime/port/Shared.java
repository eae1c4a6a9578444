package org.gflownet4j.knime.port;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Contents that are in memory already. KNIME gives each node a copy of its inputs, made by saving and loading them; contents are
 * immutable, so all copies may be one. Nothing is kept alive by standing here.
 *
 * @param <T> what the contents are
 */
final class Shared<T> {

    private final Map<String, WeakReference<T>> contents = new HashMap<>();

    synchronized void add(final String fingerprint, final T content) {
        contents.values().removeIf(reference -> reference.get() == null);
        contents.put(fingerprint, new WeakReference<>(content));
    }

    synchronized Optional<T> find(final String fingerprint) {
        return Optional.ofNullable(contents.get(fingerprint)).map(WeakReference::get);
    }
}
