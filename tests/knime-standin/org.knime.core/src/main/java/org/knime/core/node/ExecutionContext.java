package org.knime.core.node;

import org.knime.core.data.DataTableSpec;

/** The monitor of a whole execution, which also makes tables. */
public class ExecutionContext extends ExecutionMonitor {

    ExecutionContext(final NodeProgressMonitor progress) {
        super(progress);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return new BufferedDataContainer(spec);
    }
}
