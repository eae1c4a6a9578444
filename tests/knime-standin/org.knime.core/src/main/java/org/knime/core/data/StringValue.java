package org.knime.core.data;

/** A value that is a string. */
public interface StringValue extends DataValue {

    UtilityFactory UTILITY = new StringUtilityFactory();

    String getStringValue();

    /** Order and name of these values. */
    class StringUtilityFactory extends ExtensibleUtilityFactory {

        protected StringUtilityFactory() {
            super(StringValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return new DataValueComparator() {
                @Override
                protected int compareDataValues(final DataValue one, final DataValue other) {
                    return ((StringValue) one).getStringValue().compareTo(((StringValue) other).getStringValue());
                }
            };
        }

        @Override
        public String getName() {
            return "String";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
