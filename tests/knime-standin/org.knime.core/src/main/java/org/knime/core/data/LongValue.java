package org.knime.core.data;

/** A value that is a long. */
public interface LongValue extends DataValue {

    UtilityFactory UTILITY = new LongUtilityFactory();

    long getLongValue();

    /** Order and name of these values. */
    class LongUtilityFactory extends ExtensibleUtilityFactory {

        protected LongUtilityFactory() {
            super(LongValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return new DataValueComparator() {
                @Override
                protected int compareDataValues(final DataValue one, final DataValue other) {
                    return Long.compare(((LongValue) one).getLongValue(), ((LongValue) other).getLongValue());
                }
            };
        }

        @Override
        public String getName() {
            return "Number (Long Integer)";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
