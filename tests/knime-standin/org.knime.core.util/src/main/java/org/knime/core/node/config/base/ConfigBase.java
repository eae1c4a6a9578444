package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import javax.swing.tree.TreeNode;

import org.knime.core.node.InvalidSettingsException;

/** Configuration in memory: keys in the order they were added, each with one typed value. */
public abstract class ConfigBase extends ConfigValues implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    public ConfigBase(final String key) {
        super(key);
    }

    public abstract ConfigBase getInstance(String key);

    @Override
    protected void put(final AbstractConfigEntry entry) {
        super.put(entry);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return entries.get(key);
    }

    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    @Override
    public boolean containsKey(final String key) {
        return entries.containsKey(key);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    public final ConfigBase addConfigBase(final String key) {
        final ConfigBase config = getInstance(key);
        put(config);
        return config;
    }

    protected final void addConfigBase(final ConfigBase config) {
        if (config.getClass() != getClass()) {
            throw new IllegalArgumentException(config.getClass() + " cannot be put into " + getClass());
        }
        put(config);
    }

    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        return require(key, ConfigBase.class, "ConfigBase");
    }

    @Override
    public final void saveToXML(final OutputStream out) throws IOException {
        XmlFormat.write(this, out);
    }

    public void load(final InputStream in) throws IOException {
        XmlFormat.read(this, in);
    }

    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        config.load(in);
        return config;
    }

    @Override
    public boolean hasIdenticalValue(final AbstractConfigEntry other) {
        final Map<String, AbstractConfigEntry> others = ((ConfigBase) other).entries;
        return entries.keySet().equals(others.keySet())
                && entries.values().stream().allMatch(entry -> entry.isIdentical(others.get(entry.getKey())));
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    public String toString() {
        return getKey();
    }

    @Override
    public TreeNode getChildAt(final int childIndex) {
        return new ArrayList<>(entries.values()).get(childIndex);
    }

    @Override
    public int getChildCount() {
        return entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        return new ArrayList<>(entries.values()).indexOf(node);
    }

    @Override
    public final boolean isLeaf() {
        return false;
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(new ArrayList<TreeNode>(entries.values()));
    }
}
