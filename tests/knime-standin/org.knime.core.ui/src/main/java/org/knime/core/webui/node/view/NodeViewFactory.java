package org.knime.core.webui.node.view;

import org.knime.core.node.NodeModel;
import org.knime.core.node.wizard.page.WizardPageContribution;

/** A node factory whose nodes have a view. */
public interface NodeViewFactory<T extends NodeModel> extends WizardPageContribution {

    NodeView createNodeView(T nodeModel);
}
