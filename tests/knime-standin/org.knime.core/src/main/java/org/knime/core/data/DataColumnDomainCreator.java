package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes the domain of a column. */
public class DataColumnDomainCreator {

    private Set<DataCell> values;

    private DataCell lower;

    private DataCell upper;

    public DataColumnDomainCreator() {}

    public DataColumnDomainCreator(final DataColumnDomain copyFrom) {
        this(copyFrom.getValues(), copyFrom.getLowerBound(), copyFrom.getUpperBound());
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell[] values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell lowerBound, final DataCell upperBound) {
        this((Set<? extends DataCell>) null, lowerBound, upperBound);
    }

    public DataColumnDomainCreator(final DataCell[] values, final DataCell lowerBound, final DataCell upperBound) {
        this(values == null ? null : new LinkedHashSet<>(Arrays.asList(values)), lowerBound, upperBound);
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values, final DataCell lowerBound,
            final DataCell upperBound) {
        this.values = copy(values);
        lower = lowerBound;
        upper = upperBound;
    }

    private static Set<DataCell> copy(final Set<? extends DataCell> values) {
        return values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    public void setValues(final Set<? extends DataCell> newValues) {
        values = copy(newValues);
    }

    public void setLowerBound(final DataCell bound) {
        lower = bound;
    }

    public void setUpperBound(final DataCell bound) {
        upper = bound;
    }

    public DataColumnDomain createDomain() {
        return new DataColumnDomain(lower, upper, values);
    }
}
