package org.knime.core.webui.node.dialog.defaultdialog;

import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.node.parameters.NodeParameters;

/** The dialog made from node parameters. The stand-in checks the parameters, and shows nothing. */
public final class DefaultNodeDialog implements NodeDialog {

    public DefaultNodeDialog(final SettingsType settingsType, final Class<? extends NodeParameters> settingsClass) {
        NodeParametersUtil.verifySettings(settingsClass);
    }
}
