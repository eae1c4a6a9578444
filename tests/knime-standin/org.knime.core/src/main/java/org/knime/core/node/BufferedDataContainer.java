package org.knime.core.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;

/** Fills a table that can leave the node. */
public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable table;

    BufferedDataContainer(final DataTableSpec spec) {
        super(spec);
    }

    @Override
    public BufferedDataTable getTable() {
        if (table == null) {
            table = new BufferedDataTable(super.getTable(), size());
        }
        return table;
    }
}
