package org.knime.core.data;

/** A utility factory whose kind of value has a name that users see. */
public abstract class ExtensibleUtilityFactory extends DataValue.UtilityFactory {

    protected final Class<? extends DataValue> m_valueClass;

    public ExtensibleUtilityFactory(final Class<? extends DataValue> valueClass) {
        m_valueClass = valueClass;
    }

    public abstract String getName();
}
