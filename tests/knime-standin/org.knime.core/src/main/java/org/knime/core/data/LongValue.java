package org.knime.core.data;

/** A value that is a long. */
public interface LongValue extends DataValue {

    UtilityFactory UTILITY = new LongUtilityFactory();

    long getLongValue();

    /** Name of these values. */
    class LongUtilityFactory extends ExtensibleUtilityFactory {

        protected LongUtilityFactory() {
            super(LongValue.class);
        }

        @Override
        public String getName() {
            return "Number (Long Integer)";
        }
    }
}
