package org.knime.core.node.context;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;

/** With which ports a node is to be made; saved as node_creation_config. */
public final class ModifiableNodeCreationConfiguration extends NodeCreationConfiguration
        implements
            NodeSettingsPersistable {

    private static final String KEY = "node_creation_config";

    public ModifiableNodeCreationConfiguration(final ModifiablePortsConfiguration portsConfig) {
        super(portsConfig);
    }

    @Override
    public Optional<ModifiablePortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        getPortConfig().ifPresent(ports -> ports.saveSettingsTo(settings.addNodeSettings(KEY)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (settings.containsKey(KEY) && getPortConfig().isPresent()) {
            getPortConfig().get().loadSettingsFrom(settings.getNodeSettings(KEY));
        }
    }
}
