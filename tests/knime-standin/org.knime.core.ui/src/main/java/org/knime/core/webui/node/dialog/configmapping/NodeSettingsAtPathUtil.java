package org.knime.core.webui.node.dialog.configmapping;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Looks into settings along a path. */
public final class NodeSettingsAtPathUtil {

    private NodeSettingsAtPathUtil() {}

    public static boolean hasPath(final NodeSettingsRO settings, final ConfigPath path) {
        final List<String> keys = path.path();
        NodeSettingsRO current = settings;
        for (int i = 0; i < keys.size(); i++) {
            if (!current.containsKey(keys.get(i))) {
                return false;
            }
            try {
                current = i == keys.size() - 1 ? current : current.getNodeSettings(keys.get(i));
            } catch (InvalidSettingsException e) {
                return false;
            }
        }
        return true;
    }
}
