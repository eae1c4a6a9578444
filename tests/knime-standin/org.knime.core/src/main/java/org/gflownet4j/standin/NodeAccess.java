package org.gflownet4j.standin;

import java.io.File;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What KNIME does with a node from inside its packages; the class that implements it stands there. */
public abstract class NodeAccess {

    private static volatile NodeAccess instance;

    protected NodeAccess() {}

    /** Called once by the class in KNIME's package. */
    public static void register(final NodeAccess access) {
        instance = access;
    }

    static NodeAccess get() {
        if (instance == null) {
            try {
                Class.forName("org.knime.core.node.NodeDoor", true, NodeAccess.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return instance;
    }

    /** Makes a model; the configuration is null for a node whose ports do not change. */
    protected abstract NodeModel create(NodeFactory<?> factory, ModifiableNodeCreationConfiguration configuration);

    protected abstract ExecutionContext context(BiConsumer<Double, String> progressListener);

    protected abstract PortType[] inPorts(NodeModel model);

    protected abstract PortType[] outPorts(NodeModel model);

    protected abstract void save(NodeModel model, NodeSettingsWO settings);

    protected abstract void validate(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void loadValidated(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract PortObjectSpec[] configure(NodeModel model, PortObjectSpec[] specs)
            throws InvalidSettingsException;

    protected abstract PortObject[] execute(NodeModel model, PortObject[] objects, ExecutionContext context)
            throws Exception;

    protected abstract void onWarning(NodeModel model, Consumer<Message> listener);

    protected abstract void setWarning(NodeModel model, Message warning);

    protected abstract Message warning(NodeModel model);

    protected abstract void reset(NodeModel model);

    protected abstract void dispose(NodeModel model);

    protected abstract void saveInternals(NodeModel model, File directory, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException;

    protected abstract void loadInternals(NodeModel model, File directory, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException;
}
