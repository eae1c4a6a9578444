package org.knime.core.node.config.base;

/** The types of value in a configuration, by the names they have in XML. KNIME has others beside these. */
public enum ConfigEntries {

    xstring {
        @Override
        public ConfigStringEntry createEntry(final String key, final String value) {
            return new ConfigStringEntry(key, value);
        }
    },

    xint {
        @Override
        public ConfigIntEntry createEntry(final String key, final String value) {
            return new ConfigIntEntry(key, value);
        }
    },

    xdouble {
        @Override
        public ConfigDoubleEntry createEntry(final String key, final String value) {
            return new ConfigDoubleEntry(key, value);
        }
    },

    xlong {
        @Override
        public ConfigLongEntry createEntry(final String key, final String value) {
            return new ConfigLongEntry(key, value);
        }
    },

    xboolean {
        @Override
        public ConfigBooleanEntry createEntry(final String key, final String value) {
            return new ConfigBooleanEntry(key, value);
        }
    },

    config {
        @Override
        public ConfigBase createEntry(final String key, final String value) {
            throw new UnsupportedOperationException("A configuration inside a configuration has no value of its own");
        }
    };

    public abstract AbstractConfigEntry createEntry(String key, String value);
}
