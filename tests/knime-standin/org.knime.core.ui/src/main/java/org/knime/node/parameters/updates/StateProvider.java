package org.knime.node.parameters.updates;

import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParametersInput;

/** Computes what a part of the dialog shows, when the dialog opens or other settings change. */
public interface StateProvider<S> {

    void init(StateProviderInitializer initializer);

    S computeState(NodeParametersInput parametersInput) throws StateComputationFailureException;

    /** Says what the state depends on, here only when it is computed. */
    interface StateProviderInitializer {

        void computeBeforeOpenDialog();
    }
}
