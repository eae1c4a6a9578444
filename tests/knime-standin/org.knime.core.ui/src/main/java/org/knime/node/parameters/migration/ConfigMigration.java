package org.knime.node.parameters.migration;

/** One way in which a setting was saved. The stand-in knows only that it was not. */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> loader;

    private ConfigMigration(final ParametersLoader<T> loader) {
        this.loader = loader;
    }

    public ParametersLoader<T> getLoader() {
        return loader;
    }

    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    public static final class Builder<T> {

        private final ParametersLoader<T> loader;

        public Builder(final ParametersLoader<T> loader) {
            this.loader = loader;
        }

        public ConfigMigration<T> build() {
            return new ConfigMigration<>(loader);
        }
    }
}
