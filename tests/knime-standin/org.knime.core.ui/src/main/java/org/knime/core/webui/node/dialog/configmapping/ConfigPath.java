package org.knime.core.webui.node.dialog.configmapping;

import java.util.List;
import java.util.Objects;

/** Keys that lead to a setting inside settings. */
public final class ConfigPath {

    private final List<String> path;

    public ConfigPath(final List<String> path) {
        this.path = List.copyOf(path);
    }

    public List<String> path() {
        return path;
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof ConfigPath other && path.equals(other.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path);
    }
}
