package org.knime.node.parameters.persistence.legacy;

import java.util.Arrays;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;

/** Saves one of two constants as a boolean. */
public abstract class EnumBooleanPersistor<E extends Enum<E>> implements NodeParametersPersistor<E> {

    private final String key;

    private final E whenTrue;

    private final E whenFalse;

    protected EnumBooleanPersistor(final String configKey, final Class<E> enumClass, final E trueValue) {
        final E[] constants = enumClass.getEnumConstants();
        if (constants.length != 2) {
            throw new IllegalArgumentException(enumClass.getSimpleName() + " must have two constants, has "
                    + Arrays.toString(constants));
        }
        key = configKey;
        whenTrue = trueValue;
        whenFalse = constants[0] == trueValue ? constants[1] : constants[0];
    }

    @Override
    public void save(final E param, final NodeSettingsWO settings) {
        settings.addBoolean(key, param == whenTrue);
    }

    @Override
    public E load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return settings.getBoolean(key) ? whenTrue : whenFalse;
    }

    @Override
    public final String[][] getConfigPaths() {
        return new String[][]{{key}};
    }
}
