package org.knime.core.node.config.base;

/** A float of a configuration. */
public final class ConfigFloatEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final float value;

    public ConfigFloatEntry(final String key, final float value) {
        super(ConfigEntries.xfloat, key);
        this.value = value;
    }

    public ConfigFloatEntry(final String key, final String text) {
        this(key, Float.parseFloat(text));
    }

    public float getFloat() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return sameText(this, other);
    }
}
