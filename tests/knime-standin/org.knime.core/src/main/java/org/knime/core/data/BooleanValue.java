package org.knime.core.data;

/** A value that is a boolean. */
public interface BooleanValue extends DataValue {

    UtilityFactory UTILITY = new BooleanUtilityFactory();

    boolean getBooleanValue();

    /** Order and name of these values. */
    class BooleanUtilityFactory extends ExtensibleUtilityFactory {

        protected BooleanUtilityFactory() {
            super(BooleanValue.class);
        }

        @Override
        protected DataValueComparator getComparator() {
            return new DataValueComparator() {
                @Override
                protected int compareDataValues(final DataValue one, final DataValue other) {
                    return Boolean.compare(((BooleanValue) one).getBooleanValue(),
                            ((BooleanValue) other).getBooleanValue());
                }
            };
        }

        @Override
        public String getName() {
            return "Boolean";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
