package org.knime.core.webui.node.view;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.UIExtension;
import org.knime.core.webui.data.DataServiceProvider;

/** A view of a node as a page. */
public interface NodeView extends UIExtension, DataServiceProvider {

    void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    void loadValidatedSettingsFrom(NodeSettingsRO settings);
}
