package org.knime.core.node.context;

/** Something that can be copied with all it holds. */
public interface DeepCopy<T> {

    T copy();
}
