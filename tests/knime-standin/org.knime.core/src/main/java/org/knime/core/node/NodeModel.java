package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.util.CheckUtils;

/** What a node does: check its settings and inputs, and compute its outputs. */
public abstract class NodeModel implements AbstractNodeView.ViewableModel {

    private final PortType[] inPortTypes;

    private final PortType[] outPortTypes;

    private final List<NodeModelWarningListener> listeners = new CopyOnWriteArrayList<>();

    private Message warning;

    protected NodeModel(final PortType[] inPortTypes, final PortType[] outPortTypes) {
        this.inPortTypes = registered(inPortTypes);
        this.outPortTypes = registered(outPortTypes);
    }

    private static PortType[] registered(final PortType[] types) {
        return types == null ? new PortType[0] : Arrays.stream(types).map(CheckUtils::checkArgumentNotNull)
                .map(type -> PortTypeRegistry.getInstance().getPortType(type.getPortObjectClass(), type.isOptional()))
                .toArray(PortType[]::new);
    }

    protected final int getNrInPorts() {
        return inPortTypes.length;
    }

    protected final int getNrOutPorts() {
        return outPortTypes.length;
    }

    protected final PortType getInPortType(final int index) {
        return inPortTypes[index];
    }

    protected final PortType getOutPortType(final int index) {
        return outPortTypes[index];
    }

    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void loadInternals(File directory, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException;

    protected abstract void saveInternals(File directory, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException;

    protected abstract void reset();

    protected void onDispose() {}

    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        for (int i = 0; i < inSpecs.length; i++) {
            if (inSpecs[i] != null && !(inSpecs[i] instanceof DataTableSpec)) {
                throw new InvalidSettingsException("Input Port " + i + " does not hold data table specs. "
                        + "Likely reason: wrong version of NodeModel.configure() overwritten!");
            }
        }
        return configure(Arrays.copyOf(inSpecs, inSpecs.length, DataTableSpec[].class));
    }

    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        throw new InvalidSettingsException("NodeModel.configure() implementation missing!");
    }

    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        for (int i = 0; i < inObjects.length; i++) {
            if (inObjects[i] != null && !(inObjects[i] instanceof BufferedDataTable)) {
                throw new IOException("Input port " + i + " does not hold data table but "
                        + inObjects[i].getClass().getSimpleName()
                        + "; Likely reason: wrong version of NodeModel.execute() overwritten!");
            }
        }
        return execute(Arrays.copyOf(inObjects, inObjects.length, BufferedDataTable[].class), exec);
    }

    protected BufferedDataTable[] execute(final BufferedDataTable[] inData, final ExecutionContext exec)
            throws Exception {
        throw new IOException("NodeModel.execute() implementation missing!");
    }

    protected final void setWarningMessage(final String message) {
        setWarning(message == null ? null : Message.fromSummary(message));
    }

    protected final void setWarning(final Message message) {
        if (!Objects.equals(message, warning)) {
            warning = message;
            listeners.forEach(listener -> listener.warningChanged(message));
        }
    }

    protected final Message getWarning() {
        return warning;
    }

    public void addWarningListener(final NodeModelWarningListener listener) {
        listeners.add(Objects.requireNonNull(listener, "NodeModel message listener must not be null!"));
    }
}
