package org.knime.core.data;

/** A value that is a boolean. */
public interface BooleanValue extends DataValue {

    UtilityFactory UTILITY = new BooleanUtilityFactory();

    boolean getBooleanValue();

    /** Name of these values. */
    class BooleanUtilityFactory extends ExtensibleUtilityFactory {

        protected BooleanUtilityFactory() {
            super(BooleanValue.class);
        }

        @Override
        public String getName() {
            return "Boolean";
        }
    }
}
