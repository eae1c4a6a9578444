package org.knime.core.data.container;

import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;

/** Computes the domain of a column while its cells come in. */
final class ColumnDomain {

    private final DataColumnSpec column;

    private final boolean bounded;

    private final boolean collects;

    private DataCell lower;

    private DataCell upper;

    private Set<DataCell> values;

    /**
     * @param initialize true to start from what the column's specification says already
     * @param update false to leave it at that
     */
    ColumnDomain(final DataColumnSpec column, final boolean initialize, final boolean update) {
        this.column = column;
        final DataType type = column.getType();
        final DataColumnDomain known = initialize ? column.getDomain() : new DataColumnDomainCreator().createDomain();
        final boolean nominal = update && type.isCompatible(NominalValue.class);
        bounded = update && type.isCompatible(BoundedValue.class);
        lower = known.getLowerBound();
        upper = known.getUpperBound();
        values = known.hasValues() ? new LinkedHashSet<>(known.getValues()) : nominal ? new LinkedHashSet<>() : null;
        collects = nominal;
    }

    void add(final DataCell cell) {
        if (cell.isMissing()) {
            return;
        }
        if (collects && values != null && values.add(cell)
                && values.size() > DataContainerSettings.MAX_POSSIBLE_VALUES) {
            values = null;
        }
        if (bounded && !(cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue()))) {
            if (lower == null || column.getType().getComparator().compare(cell, lower) < 0) {
                lower = cell;
            }
            if (upper == null || column.getType().getComparator().compare(cell, upper) > 0) {
                upper = cell;
            }
        }
    }

    DataColumnSpec withDomain() {
        final DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
        creator.setDomain(new DataColumnDomainCreator(values, lower, upper).createDomain());
        return creator.createSpec();
    }
}
