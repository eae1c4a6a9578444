package org.knime.core.webui.node.dialog;

import java.util.Optional;
import java.util.Set;

import org.knime.core.webui.UIExtension;
import org.knime.core.webui.data.RpcDataService;

/** A dialog of a node as a page. */
public interface NodeDialog extends UIExtension {

    Set<SettingsType> getSettingsTypes();

    NodeSettingsService getNodeSettingsService();

    Optional<RpcDataService> createRpcDataService();

    default boolean canBeEnlarged() {
        return false;
    }
}
