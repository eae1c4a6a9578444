package org.gflownet4j.knime.view;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.gflownet4j.knime.operation.NodeResult;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.knime.table.TableReader;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.table.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

/**
 * A node with a view. It keeps the tables among its outputs, and what the operation had to say, as internal tables, which KNIME
 * saves and loads with the workflow; the page is made of them.
 *
 * @param <P> its parameters
 */
public final class ViewNodeModel<P extends OperationParameters> extends NodeModel implements PortObjectHolder {

    /** More rows make a page slow, and can not be read. */
    private static final long MOST_ROWS = 100_000;

    private static final Table.Column REMARK = new Table.Column("remark", Table.Type.TEXT);

    private final OperationNode<P, ?> node;
    private final NodePage page;
    private final int outputs;
    private P parameters;
    /** Tables among the outputs, then the remarks; null until executed, as KNIME wants it. */
    private volatile PortObject[] kept;

    ViewNodeModel(final OperationNode<P, ?> node, final NodePage page, final PortType[] inputs,
            final PortType[] outputs) {
        super(inputs, outputs);
        this.node = node;
        this.page = page;
        this.outputs = outputs.length;
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] specs) throws InvalidSettingsException {
        if (parameters == null) {
            parameters = NodeParametersUtil.createSettings(node.parametersClass(), specs);
        }
        return node.configure(parameters, specs);
    }

    @Override
    protected PortObject[] execute(final PortObject[] objects, final ExecutionContext context)
            throws KNIMEException, CanceledExecutionException {
        final NodeResult result = node.execute(parameters, objects, context);
        final List<PortObject> internal = new ArrayList<>(
                result.outputs().stream().filter(BufferedDataTable.class::isInstance).toList());
        final Table.Builder remarks = Table.builder(REMARK);
        result.remarks().forEach(remarks::row);
        internal.add(TableWriter.write(remarks.build(), context));
        kept = internal.toArray(new PortObject[0]);
        if (!result.warnings().isEmpty()) {
            setWarningMessage(result.warning());
        }
        return result.outputs().toArray(new PortObject[outputs]);
    }

    /** The page of the view. */
    String html() {
        final PortObject[] objects = kept;
        if (objects == null) {
            return page.html(List.of(), List.of("Execute the node to see its result here."));
        }
        try {
            final List<Table> tables = new ArrayList<>();
            final List<String> remarks = new ArrayList<>();
            for (int i = 0; i < objects.length; i++) {
                final Table table = read((BufferedDataTable) objects[i]);
                if (i < objects.length - 1) {
                    tables.add(table);
                } else {
                    for (int row = 0; row < table.rows(); row++) {
                        remarks.add(table.text(row, 0));
                    }
                }
            }
            if (Arrays.stream(objects).anyMatch(object -> ((BufferedDataTable) object).size() > MOST_ROWS)) {
                remarks.add("This view shows the first 100\u202f000 rows; the output table has all of them.");
            }
            return page.html(tables, remarks);
        } catch (final CanceledExecutionException e) {
            throw new IllegalStateException("Nobody can cancel a view.", e);
        }
    }

    private static Table read(final BufferedDataTable table) throws CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        return TableReader.read(table, Arrays.asList(spec.getColumnNames()), MOST_ROWS, new ExecutionMonitor());
    }

    @Override
    protected void reset() {
        kept = null;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return kept;
    }

    @Override
    public void setInternalPortObjects(final PortObject[] portObjects) {
        kept = portObjects;
    }

    @Override
    protected void saveSettingsTo(final NodeSettingsWO settings) {
        final P saved = parameters == null ? NodeParametersUtil.createSettings(node.parametersClass()) : parameters;
        NodeParametersUtil.saveSettings(node.parametersClass(), saved, settings);
    }

    @Override
    protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        NodeParametersUtil.loadSettings(settings, node.parametersClass()).validate();
    }

    @Override
    protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        parameters = NodeParametersUtil.loadSettings(settings, node.parametersClass());
    }

    @Override
    protected void loadInternals(final File folder, final ExecutionMonitor monitor) {
        // the internal tables are all that there is
    }

    @Override
    protected void saveInternals(final File folder, final ExecutionMonitor monitor) {
        // the internal tables are all that there is
    }
}
