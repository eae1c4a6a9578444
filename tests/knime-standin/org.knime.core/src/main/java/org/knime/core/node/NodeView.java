package org.knime.core.node;

/** A classic Swing view; here a type only, since views are pages. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> {

    protected NodeView(final T nodeModel) {}
}
