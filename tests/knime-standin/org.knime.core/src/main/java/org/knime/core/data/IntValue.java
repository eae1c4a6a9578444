package org.knime.core.data;

/** A value that is an int. */
public interface IntValue extends DataValue {

    UtilityFactory UTILITY = new IntUtilityFactory();

    int getIntValue();

    /** Name of these values. */
    class IntUtilityFactory extends ExtensibleUtilityFactory {

        protected IntUtilityFactory() {
            super(IntValue.class);
        }

        @Override
        public String getName() {
            return "Number (Integer)";
        }
    }
}
