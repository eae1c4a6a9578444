package org.gflownet4j.knime.view;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    private final int tableOutputs;
    private P parameters;
    /** Empty until executed. */
    private volatile Optional<Kept> kept = Optional.empty();

    /**
     * What the view is made of.
     *
     * @param objects the tables among the outputs, then the table of figures, if there is one, then the table of the remarks
     * @param figures what that table has. It and the remarks are read as soon as they are there: when a workflow is saved again,
     *            KNIME deletes the files of a node first, and sees to it that the tables of outputs were read before, but not to
     *            others
     * @param remarks what the last table says
     */
    private record Kept(PortObject[] objects, Optional<Table> figures, List<String> remarks) {
    }

    ViewNodeModel(final OperationNode<P, ?> node, final NodePage page, final PortType[] inputs,
            final PortType[] outputs) {
        super(inputs, outputs);
        this.node = node;
        this.page = page;
        this.outputs = outputs.length;
        this.tableOutputs = (int) Arrays.stream(outputs).filter(BufferedDataTable.TYPE::equals).count();
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
        if (result.figures().isPresent()) {
            internal.add(TableWriter.write(result.figures().get(), context));
        }
        final Table.Builder remarks = Table.builder(REMARK);
        result.remarks().forEach(remarks::row);
        internal.add(TableWriter.write(remarks.build(), context));
        kept = Optional.of(new Kept(internal.toArray(new PortObject[0]), result.figures(), result.remarks()));
        if (!result.warnings().isEmpty()) {
            setWarningMessage(result.warning());
        }
        return result.outputs().toArray(new PortObject[outputs]);
    }

    /** The page of the view. */
    String html() {
        final Optional<Kept> now = kept;
        if (now.isEmpty()) {
            return page.html(List.of(), Optional.empty(), List.of("Execute the node to see its result here."));
        }
        final PortObject[] objects = now.get().objects();
        final List<Table> tables = new ArrayList<>();
        final List<String> remarks = new ArrayList<>(now.get().remarks());
        for (int i = 0; i < tableOutputs; i++) {
            final BufferedDataTable table = (BufferedDataTable) objects[i];
            tables.add(read(table));
            if (table.size() > MOST_ROWS) {
                remarks.add("This view shows the first 100\u202f000 rows; the output table has all of them.");
            }
        }
        return page.html(tables, now.get().figures(), remarks);
    }

    private static Table read(final BufferedDataTable table) {
        final DataTableSpec spec = table.getDataTableSpec();
        try {
            return TableReader.read(table, Arrays.asList(spec.getColumnNames()), MOST_ROWS, new ExecutionMonitor());
        } catch (final CanceledExecutionException e) {
            throw new IllegalStateException("Nobody can cancel a view.", e);
        }
    }

    @Override
    protected void reset() {
        kept = Optional.empty();
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        // KNIME wants null where there is nothing
        return kept.map(Kept::objects).orElse(null);
    }

    @Override
    public void setInternalPortObjects(final PortObject[] portObjects) {
        if (portObjects.length <= tableOutputs
                || !Arrays.stream(portObjects).allMatch(BufferedDataTable.class::isInstance)) {
            // of a version that keeps something else
            kept = Optional.empty();
            return;
        }
        Optional<Table> figures = Optional.empty();
        final List<String> sentences = new ArrayList<>();
        try {
            if (portObjects.length > tableOutputs + 1) {
                figures = Optional.of(read((BufferedDataTable) portObjects[tableOutputs]));
            }
            final Table remarks = read((BufferedDataTable) portObjects[portObjects.length - 1]);
            for (int row = 0; row < remarks.rows(); row++) {
                sentences.add(remarks.text(row, 0));
            }
        } catch (final RuntimeException e) {
            // KNIME's way to say that a file of the workflow is damaged; the tables may be whole
            sentences.add("What the node said when it was executed could not be read.");
        }
        kept = Optional.of(new Kept(portObjects, figures, List.copyOf(sentences)));
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
