package org.knime.core.data;

/** What a cell can be read as. Each kind of value is an interface below this one. */
public interface DataValue {

    UtilityFactory UTILITY = new UtilityFactory();

    /** What is the same for all values of a kind. */
    class UtilityFactory {

        protected UtilityFactory() {}
    }
}
