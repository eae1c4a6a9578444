package org.knime.core.data;

/** What a cell can be read as. Each kind of value is an interface below this one. */
public interface DataValue {

    UtilityFactory UTILITY = new UtilityFactory();

    default DataCell materializeDataCell() {
        throw new UnsupportedOperationException(getClass() + " is not a cell");
    }

    /** What is the same for all values of a kind: their order. */
    class UtilityFactory {

        protected UtilityFactory() {}

        protected DataValueComparator getComparator() {
            return null;
        }
    }
}
