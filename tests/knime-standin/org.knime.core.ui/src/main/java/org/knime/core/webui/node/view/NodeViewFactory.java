package org.knime.core.webui.node.view;

import java.io.IOException;
import java.util.Optional;

import org.knime.core.node.NodeModel;
import org.knime.core.node.wizard.page.WizardPageContribution;
import org.knime.core.node.workflow.NativeNodeContainer;

/** A node factory whose nodes have a view. */
public interface NodeViewFactory<T extends NodeModel> extends WizardPageContribution {

    NodeView createNodeView(T nodeModel);

    @Override
    default Optional<String> validateViewValue(final NativeNodeContainer node, final String value)
            throws IOException {
        return Optional.empty();
    }

    @Override
    default void loadViewValue(final NativeNodeContainer node, final String value) throws IOException {}

    @Override
    default Optional<String> getInitialViewValue(final NativeNodeContainer node) {
        return Optional.empty();
    }
}
