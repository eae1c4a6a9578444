package org.knime.core.data;

/** A value that is a double. */
public interface DoubleValue extends DataValue {

    UtilityFactory UTILITY = new DoubleUtilityFactory();

    double getDoubleValue();

    /** Name of these values. */
    class DoubleUtilityFactory extends ExtensibleUtilityFactory {

        protected DoubleUtilityFactory() {
            super(DoubleValue.class);
        }

        @Override
        public String getName() {
            return "Number (Float)";
        }
    }
}
