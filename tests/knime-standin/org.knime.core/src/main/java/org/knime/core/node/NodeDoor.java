package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.gflownet4j.standin.NodeAccess;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Lets the stand-in's driver at what only KNIME's package may call. */
final class NodeDoor extends NodeAccess {

    static {
        register(new NodeDoor());
    }

    private NodeDoor() {}

    @Override
    protected NodeModel create(final NodeFactory<?> factory, final ModifiableNodeCreationConfiguration configuration) {
        final NodeModel model = configuration == null ? factory.createNodeModel()
                : factory.createNodeModel(configuration);
        checkDescription(factory, model, configuration);
        return model;
    }

    /** As KNIME does when it runs with assertions. */
    private static void checkDescription(final NodeFactory<?> factory, final NodeModel model,
            final ModifiableNodeCreationConfiguration configuration) {
        final NodeLogger logger = NodeLogger.getLogger(factory.getClass());
        if (factory.getNrNodeViews() != factory.getNodeDescription().getViewCount()) {
            logger.coding("Missing or surplus view description");
        }
        if (factory.getNodeDescription() instanceof NodeDescription53Proxy description) {
            final Map<String, Integer> added = new HashMap<>();
            if (configuration != null && configuration.getPortConfig().isPresent()) {
                configuration.getPortConfig().get().getExtendablePorts()
                        .forEach((name, group) -> added.put(name, group.getConfiguredPorts().length));
            }
            for (int i = description.describedPorts("In", added); i < model.getNrInPorts(); i++) {
                logger.coding("Missing description for input port " + i);
            }
            for (int i = description.describedPorts("Out", added); i < model.getNrOutPorts(); i++) {
                logger.coding("Missing description for output port " + i);
            }
        }
    }

    @Override
    protected ExecutionContext context(final BiConsumer<Double, String> progressListener) {
        return new ExecutionContext(new RecordedProgress(progressListener));
    }

    @Override
    protected PortType[] inPorts(final NodeModel model) {
        return IntStream.range(0, model.getNrInPorts()).mapToObj(model::getInPortType).toArray(PortType[]::new);
    }

    @Override
    protected PortType[] outPorts(final NodeModel model) {
        return IntStream.range(0, model.getNrOutPorts()).mapToObj(model::getOutPortType).toArray(PortType[]::new);
    }

    @Override
    protected void save(final NodeModel model, final NodeSettingsWO settings) {
        model.saveSettingsTo(settings);
    }

    @Override
    protected void validate(final NodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
    }

    @Override
    protected void loadValidated(final NodeModel model, final NodeSettingsRO settings)
            throws InvalidSettingsException {
        model.loadValidatedSettingsFrom(settings);
    }

    @Override
    protected PortObjectSpec[] configure(final NodeModel model, final PortObjectSpec[] specs)
            throws InvalidSettingsException {
        return model.configure(specs);
    }

    @Override
    protected PortObject[] execute(final NodeModel model, final PortObject[] objects, final ExecutionContext context)
            throws Exception {
        return model.execute(objects, context);
    }

    @Override
    protected void onWarning(final NodeModel model, final Consumer<Message> listener) {
        model.addWarningListener(listener::accept);
    }

    @Override
    protected void setWarning(final NodeModel model, final Message warning) {
        model.setWarning(warning);
    }

    @Override
    protected Message warning(final NodeModel model) {
        return model.getWarning();
    }

    @Override
    protected void reset(final NodeModel model) {
        model.reset();
    }

    @Override
    protected void dispose(final NodeModel model) {
        model.onDispose();
    }

    @Override
    protected void saveInternals(final NodeModel model, final File directory, final ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        model.saveInternals(directory, monitor);
    }

    @Override
    protected void loadInternals(final NodeModel model, final File directory, final ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        model.loadInternals(directory, monitor);
    }
}
