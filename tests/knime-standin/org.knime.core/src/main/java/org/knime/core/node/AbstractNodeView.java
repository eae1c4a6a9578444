package org.knime.core.node;

/** A view of the classic kind; here a type only. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    AbstractNodeView() {}

    /** What such a view can show. */
    public interface ViewableModel {}
}
