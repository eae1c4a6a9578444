package org.knime.core.node.wizard.page;

/** A node with a view in a component's page. */
public interface WizardPageContribution {

    default boolean hasNodeView() {
        return true;
    }
}
