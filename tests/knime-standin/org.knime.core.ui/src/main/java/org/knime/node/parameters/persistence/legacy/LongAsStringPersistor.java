package org.knime.node.parameters.persistence.legacy;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Saves a string field as a long. The field is a string since numbers of a web page do not hold every long. */
public abstract class LongAsStringPersistor implements NodeParametersPersistor<String> {

    private final String key;

    protected LongAsStringPersistor(final String cfgKey) {
        key = cfgKey;
    }

    @Override
    public void save(final String param, final NodeSettingsWO settings) {
        settings.addLong(key, Long.parseLong(param));
    }

    @Override
    public String load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return Long.toString(settings.getLong(key));
    }

    @Override
    public String[][] getConfigPaths() {
        return new String[][]{{key}};
    }

    /** Accepts what looks like a long. */
    public static final class IsLongInteger extends PatternValidation {

        @Override
        protected String getPattern() {
            return "[+-]?(0|[1-9][0-9]{0,18})";
        }

        @Override
        public String getErrorMessage() {
            return "Please enter a valid integer number between " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + ".";
        }
    }
}
