package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.node.dialog.configmapping.ConfigPath;
import org.knime.core.webui.node.dialog.configmapping.NodeSettingsAtPathUtil;

/** One older way to save a value: how to recognise it and how to read it. */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> loader;

    private final Predicate<NodeSettingsRO> matcher;

    private final List<ConfigPath> deprecated;

    private ConfigMigration(final ParametersLoader<T> loader, final Predicate<NodeSettingsRO> matcher,
            final List<ConfigPath> deprecated) {
        this.loader = loader;
        this.matcher = matcher;
        this.deprecated = deprecated;
    }

    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    public ParametersLoader<T> getLoader() {
        return loader;
    }

    /** In the stand-in null if the way is to be taken when the current keys are not there. */
    public Predicate<NodeSettingsRO> getMatcher() {
        return matcher;
    }

    public Collection<ConfigPath> getDeprecatedConfigPaths() {
        return deprecated;
    }

    /** Says how the older way is recognised: by a test, by its keys, or by the absence of the current keys. */
    public static final class Builder<T> {

        private final ParametersLoader<T> loader;

        private final List<ConfigPath> deprecated = new ArrayList<>();

        private Predicate<NodeSettingsRO> matcher;

        public Builder(final ParametersLoader<T> loader) {
            this.loader = Objects.requireNonNull(loader);
        }

        public Builder<T> withDeprecatedConfigPath(final String... configKeys) {
            deprecated.add(new ConfigPath(List.of(configKeys)));
            return this;
        }

        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> newMatcher) {
            matcher = newMatcher;
            return this;
        }

        public ConfigMigration<T> build() {
            final List<ConfigPath> paths = List.copyOf(deprecated);
            final Predicate<NodeSettingsRO> byKeys = paths.isEmpty() ? null
                    : settings -> paths.stream().allMatch(path -> NodeSettingsAtPathUtil.hasPath(settings, path));
            return new ConfigMigration<>(loader, matcher == null ? byKeys : matcher, paths);
        }
    }
}
