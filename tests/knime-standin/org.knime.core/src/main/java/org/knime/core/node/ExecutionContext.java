package org.knime.core.node;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainerSettings;

/** The monitor of a whole execution, which also makes tables. */
public class ExecutionContext extends ExecutionMonitor {

    ExecutionContext(final NodeProgressMonitor progress) {
        super(progress);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return createDataContainer(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings);
    }

    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor monitor)
            throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        final BufferedDataContainer container = createDataContainer(table.getDataTableSpec());
        for (final DataRow row : table) {
            monitor.setMessage(() -> "Caching row \"" + row.getKey() + "\"");
            monitor.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public BufferedDataTable[] createBufferedDataTables(final DataTable[] tables, final ExecutionMonitor monitor)
            throws CanceledExecutionException {
        final BufferedDataTable[] buffered = new BufferedDataTable[tables.length];
        for (int i = 0; i < tables.length; i++) {
            buffered[i] = createBufferedDataTable(tables[i], monitor.createSubProgress(1.0 / tables.length));
        }
        return buffered;
    }

    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable table, final DataTableSpec newSpec) {
        return table.withSpec(newSpec);
    }

    public BufferedDataTable createWrappedTable(final BufferedDataTable table) {
        return table.withSpec(table.getSpec());
    }

    public BufferedDataTable createVoidTable(final DataTableSpec spec) {
        final BufferedDataContainer container = createDataContainer(spec);
        container.close();
        return container.getTable();
    }

    public ExecutionContext createSubExecutionContext(final double share) {
        return new ExecutionContext(new PartOfProgress(getProgressMonitor(), share, false, false));
    }

    public ExecutionContext createSilentSubExecutionContext(final double share) {
        return new ExecutionContext(new PartOfProgress(getProgressMonitor(), share, true, false));
    }
}
