package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeSettingsService;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.node.parameters.NodeParameters;

/** The dialog made from node parameters. The stand-in knows the parameters, but shows nothing. */
public final class DefaultNodeDialog implements NodeDialog, EmptyPage {

    private final Map<SettingsType, Class<? extends NodeParameters>> classes = new EnumMap<>(SettingsType.class);

    public DefaultNodeDialog(final SettingsType settingsType, final Class<? extends NodeParameters> settingsClass) {
        put(settingsType, settingsClass);
    }

    public DefaultNodeDialog(final SettingsType settingsType1, final Class<? extends NodeParameters> settingsClass1,
            final SettingsType settingsType2, final Class<? extends NodeParameters> settingsClass2) {
        put(settingsType1, settingsClass1);
        put(settingsType2, settingsClass2);
    }

    private void put(final SettingsType type, final Class<? extends NodeParameters> settingsClass) {
        NodeParametersUtil.verifySettings(settingsClass);
        classes.put(type, settingsClass);
    }

    public Map<SettingsType, Class<? extends NodeParameters>> getSettingsClasses() {
        return Collections.unmodifiableMap(classes);
    }

    @Override
    public Set<SettingsType> getSettingsTypes() {
        return getSettingsClasses().keySet();
    }

    @Override
    public NodeSettingsService getNodeSettingsService() {
        return new NodeSettingsService() {};
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return Optional.empty();
    }
}
