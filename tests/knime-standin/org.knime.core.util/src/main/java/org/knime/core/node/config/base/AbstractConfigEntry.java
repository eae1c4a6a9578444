package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;

import javax.swing.tree.TreeNode;

/** One key of a configuration with its typed value. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final ConfigEntries type;

    private String key;

    private AbstractConfigEntry parent;

    AbstractConfigEntry(final ConfigEntries type, final String key) {
        if (key == null) {
            throw new IllegalArgumentException("Key must not be null!");
        }
        this.type = type;
        this.key = key;
    }

    public final String getKey() {
        return key;
    }

    final void setKey(final String newKey) {
        key = newKey;
    }

    public final ConfigEntries getType() {
        return type;
    }

    public abstract String toStringValue();

    abstract boolean hasIdenticalValue(AbstractConfigEntry other);

    public final boolean isIdentical(final AbstractConfigEntry other) {
        return other != null && type == other.type && key.equals(other.key) && hasIdenticalValue(other);
    }

    @Override
    public boolean equals(final Object other) {
        return other != null && getClass() == other.getClass() && isIdentical((AbstractConfigEntry) other);
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ type.hashCode();
    }

    @Override
    public String toString() {
        return key + " [" + type + "] -> " + toStringValue();
    }

    static boolean sameText(final AbstractConfigEntry one, final AbstractConfigEntry other) {
        return Objects.equals(one.toStringValue(), other.toStringValue());
    }

    public final void setParent(final AbstractConfigEntry newParent) {
        parent = newParent;
    }

    @Override
    public final TreeNode getParent() {
        return parent;
    }

    @Override
    public TreeNode getChildAt(final int childIndex) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}
