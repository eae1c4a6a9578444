package org.knime.core.data;

/** A value that is an int. */
public interface IntValue extends DataValue {

    UtilityFactory UTILITY = new IntUtilityFactory();

    int getIntValue();

    /** Order and name of these values. */
    class IntUtilityFactory extends ExtensibleUtilityFactory {

        protected IntUtilityFactory() {
            super(IntValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return new DataValueComparator() {
                @Override
                protected int compareDataValues(final DataValue one, final DataValue other) {
                    return Integer.compare(((IntValue) one).getIntValue(), ((IntValue) other).getIntValue());
                }
            };
        }

        @Override
        public String getName() {
            return "Number (Integer)";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
