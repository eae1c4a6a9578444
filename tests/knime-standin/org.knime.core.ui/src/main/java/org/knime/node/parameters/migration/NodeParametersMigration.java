package org.knime.node.parameters.migration;

import java.util.List;

/** Reads a value that older versions saved in other ways. */
public interface NodeParametersMigration<T> {

    List<ConfigMigration<T>> getConfigMigrations();
}
