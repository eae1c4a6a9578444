package org.knime.core.data;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Name, type and domain of a column. */
public final class DataColumnSpec {

    private static final String NAME = "column_name";

    private static final String TYPE = "column_type";

    private static final String DOMAIN = "column_domain";

    private final String name;

    private final DataType type;

    private final DataColumnDomain domain;

    DataColumnSpec(final String name, final DataType type, final DataColumnDomain domain) {
        this.name = name;
        this.type = type;
        this.domain = domain;
    }

    public String getName() {
        return name;
    }

    public DataType getType() {
        return type;
    }

    public DataColumnDomain getDomain() {
        return domain;
    }

    public List<String> getElementNames() {
        return List.of();
    }

    public boolean isCompatibleWith(final DataColumnSpec other) {
        return other != null && name.equals(other.name) && other.type.isASuperTypeOf(type);
    }

    public boolean equalStructure(final DataColumnSpec other) {
        return other != null && name.equals(other.name) && type.equals(other.type);
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, name);
        config.addStringArray("element_names");
        type.save(config.addConfig(TYPE));
        domain.save(config.addConfig(DOMAIN));
        config.addConfig("column_properties");
        config.addConfig("meta_data");
    }

    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        return new DataColumnSpec(config.getString(NAME), DataType.load(config.getConfig(TYPE)),
                DataColumnDomain.load(config.getConfig(DOMAIN)));
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof DataColumnSpec other && equalStructure(other) && domain.equals(other.domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
