package org.knime.core.data;

/** A value that is a string. */
public interface StringValue extends DataValue {

    UtilityFactory UTILITY = new StringUtilityFactory();

    String getStringValue();

    /** Name of these values. */
    class StringUtilityFactory extends ExtensibleUtilityFactory {

        protected StringUtilityFactory() {
            super(StringValue.class);
        }

        @Override
        public String getName() {
            return "String";
        }
    }
}
