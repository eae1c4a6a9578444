package org.knime.core.data;

/** A value that is a double. */
public interface DoubleValue extends DataValue {

    UtilityFactory UTILITY = new DoubleUtilityFactory();

    double getDoubleValue();

    /** Order and name of these values. */
    class DoubleUtilityFactory extends ExtensibleUtilityFactory {

        protected DoubleUtilityFactory() {
            super(DoubleValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return new DataValueComparator() {
                @Override
                protected int compareDataValues(final DataValue one, final DataValue other) {
                    return Double.compare(((DoubleValue) one).getDoubleValue(), ((DoubleValue) other).getDoubleValue());
                }
            };
        }

        @Override
        public String getName() {
            return "Number (Float)";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
