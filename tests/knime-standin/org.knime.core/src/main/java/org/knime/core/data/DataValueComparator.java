package org.knime.core.data;

import java.util.Comparator;

/** Orders cells; missing ones come first. */
public abstract class DataValueComparator implements Comparator<DataCell> {

    protected DataValueComparator() {}

    @Override
    public final int compare(final DataCell one, final DataCell other) {
        if (one.isMissing() || other.isMissing()) {
            return Boolean.compare(other.isMissing(), one.isMissing());
        }
        return compareDataValues(one, other);
    }

    protected abstract int compareDataValues(DataValue one, DataValue other);
}
