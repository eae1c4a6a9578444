package org.knime.core.node;

import java.util.concurrent.atomic.AtomicInteger;

import javax.swing.JComponent;

import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A table at a port. */
public final class BufferedDataTable implements DataTable, PortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    public static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class,
            true);

    private static final AtomicInteger IDS = new AtomicInteger();

    private final int id = IDS.incrementAndGet();

    private final DataTable rows;

    private final DataTableSpec spec;

    private final long size;

    BufferedDataTable(final DataTable rows, final long size) {
        this(rows, rows.getDataTableSpec(), size);
    }

    private BufferedDataTable(final DataTable rows, final DataTableSpec spec, final long size) {
        this.rows = rows;
        this.spec = spec;
        this.size = size;
    }

    BufferedDataTable withSpec(final DataTableSpec newSpec) {
        return new BufferedDataTable(rows, newSpec, size);
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public DataTableSpec getSpec() {
        return spec;
    }

    @Override
    public CloseableRowIterator iterator() {
        return CloseableRowIterator.from(rows.iterator());
    }

    public long size() {
        return size;
    }

    @Deprecated
    public int getRowCount() {
        return Math.toIntExact(size);
    }

    public Integer getBufferedTableId() {
        return id;
    }

    @Override
    public String getSummary() {
        return "Rows: " + size + ", Cols: " + spec.getNumColumns();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
