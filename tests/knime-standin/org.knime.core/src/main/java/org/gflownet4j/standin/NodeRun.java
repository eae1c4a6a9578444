package org.gflownet4j.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/**
 * Runs one node as KNIME runs it: makes it with its ports, loads settings, configures, executes in a thread of its own,
 * and words what the user reads.
 *
 * <pre>
 * try (NodeRun node = NodeRun.of(new MyNodeFactory()).withPort("Optional table")) {
 *     node.load(Path.of("settings.xml"));
 *     node.execute(space, null, table);
 *     assertEquals("Model, 3 steps", node.output(0).getSummary());
 * }
 * </pre>
 */
public final class NodeRun implements AutoCloseable {

    private static final String MODEL = "model";

    private final NodeFactory<?> factory;

    private final NodePorts ports;

    private final NodeExecution execution = new NodeExecution();

    private NodeModel model;

    private PortObjectSpec[] outSpecs = {};

    private PortObject[] outputs = {};

    private NodeMessage message;

    private NodeRun(final NodeFactory<?> factory) {
        this.factory = factory;
        factory.init();
        ports = NodePorts.of(factory);
    }

    /** A node with the ports it has when it is dropped into a workflow, and its default settings. */
    public static NodeRun of(final NodeFactory<?> factory) {
        return new NodeRun(factory);
    }

    /** Adds a port of the only type that the group supports. */
    public NodeRun withPort(final String group) {
        checkNotMade();
        ports.add(group);
        return this;
    }

    /** Adds a port to a group of optional or any number of ports. */
    public NodeRun withPort(final String group, final PortType type) {
        checkNotMade();
        ports.add(group, type);
        return this;
    }

    /** Takes the last port from a group. */
    public NodeRun withoutPort(final String group) {
        checkNotMade();
        ports.removeLast(group);
        return this;
    }

    private void checkNotMade() {
        if (model != null) {
            throw new IllegalStateException("The node is made already");
        }
    }

    /** The node's model, made on first use. */
    public NodeModel model() {
        if (model == null) {
            model = NodeAccess.get().create(factory, ports.configuration());
            NodeAccess.get().onWarning(model, warning -> tell(NodeMessage.Level.WARNING, warning));
        }
        return model;
    }

    /** The types of the node's inputs. */
    public PortType[] inPorts() {
        return NodeAccess.get().inPorts(model());
    }

    /** The types of the node's outputs. */
    public PortType[] outPorts() {
        return NodeAccess.get().outPorts(model());
    }

    /** Makes the node and loads its settings from a node's settings.xml: the ports, then the model's settings. */
    public NodeRun load(final Path settingsXml) throws IOException, InvalidSettingsException {
        try (InputStream in = Files.newInputStream(settingsXml)) {
            return load(NodeSettings.loadFromXML(in));
        }
    }

    /** The same from settings in memory. */
    public NodeRun load(final NodeSettingsRO node) throws InvalidSettingsException {
        checkNotMade();
        ports.load(node);
        if (node.containsKey(MODEL)) {
            loadModel(node.getNodeSettings(MODEL));
        }
        return this;
    }

    /** Validates settings and loads them. What the node refuses leaves its settings as they were. */
    public NodeRun loadModel(final NodeSettingsRO settings) throws InvalidSettingsException {
        String problem = "Coding issue: ";
        try {
            NodeAccess.get().validate(model(), settings);
            problem = "Loading model settings failed, caught: ";
            NodeAccess.get().loadValidated(model(), settings);
        } catch (RuntimeException e) {
            NodeLogger.getLogger(NodeRun.class).coding(problem + e, e);
            throw new InvalidSettingsException(problem + e.getMessage(), e);
        }
        return this;
    }

    /** The model's settings, as they are saved. */
    public NodeSettings modelSettings() {
        final NodeSettings settings = new NodeSettings(MODEL);
        NodeAccess.get().save(model(), settings);
        return settings;
    }

    /** A node's settings.xml, with the ports and the model's settings. */
    public NodeSettings settings() {
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addNodeSettings(modelSettings());
        settings.addString("factory", factory.getClass().getName());
        settings.addString("node-name", factory.getNodeName());
        ports.save(settings);
        return settings;
    }

    /**
     * Configures the node.
     *
     * @param specs of the inputs, null where nothing is connected
     * @return whether the node is ready to execute; if not, {@link #message()} says why, unless an input is missing
     */
    public boolean configure(final PortObjectSpec... specs) {
        message = null;
        outSpecs = new PortObjectSpec[outPorts().length];
        final PortType[] types = inPorts();
        checkCount(specs.length, types.length);
        for (int i = 0; i < types.length; i++) {
            if (specs[i] == null && !types[i].isOptional()) {
                return false;
            }
        }
        try {
            outSpecs = execution.configure(model(), types, specs, outSpecs.length);
            return true;
        } catch (InvalidSettingsException e) {
            tell(NodeMessage.Level.WARNING, worded("", e));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            tell(NodeMessage.Level.ERROR, worded("Configure failed (" + e.getClass().getSimpleName() + "): ", e));
        }
        return false;
    }

    /**
     * Configures the node with the specs of the inputs, and executes it.
     *
     * @param inputs one for each port, null where nothing is connected
     * @return whether it worked; if not, {@link #message()} says why
     */
    public boolean execute(final PortObject... inputs) {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            specs[i] = inputs[i] == null ? null : inputs[i].getSpec();
        }
        if (!configure(specs)) {
            return false;
        }
        outputs = new PortObject[outPorts().length];
        final NodeExecution.Result result = execution.run(model(), inPorts(), outPorts(), inputs, outSpecs);
        if (result.outputs() != null) {
            outputs = result.outputs();
        } else {
            reset();
        }
        result.message().ifPresent(told -> message = told);
        return result.outputs() != null;
    }

    /** Cancels the running execution from another thread: flags it and interrupts its thread, as KNIME does. */
    public void cancel() {
        execution.cancel();
    }

    /** Cancels the execution when it first reports a progress like this. */
    public NodeRun cancelWhen(final Predicate<Progress> when) {
        execution.cancelWhen(when);
        return this;
    }

    /** All that the last execution reported. */
    public List<Progress> progress() {
        return execution.progress();
    }

    /** What the user reads at the node. */
    public Optional<NodeMessage> message() {
        return Optional.ofNullable(message);
    }

    /** What configure said of an output, or null. */
    public PortObjectSpec outSpec(final int port) {
        return outSpecs[port];
    }

    /** An output of the last execution, or null. */
    public PortObject output(final int port) {
        return outputs[port];
    }

    /** Resets the node, as when a setting or an input changes. */
    public void reset() {
        message = null;
        outputs = new PortObject[outPorts().length];
        NodeAccess.get().setWarning(model(), null);
        NodeAccess.get().reset(model());
    }

    /**
     * Saves the node and opens it again as another: settings through XML, and after execution internals through files
     * and objects through zips. Tables are handed over as they are.
     */
    public NodeRun reopened() throws IOException {
        try {
            final ByteArrayOutputStream xml = new ByteArrayOutputStream();
            settings().saveToXML(xml);
            final NodeRun copy = of(factory.getClass().getConstructor().newInstance());
            copy.load(NodeSettings.loadFromXML(new ByteArrayInputStream(xml.toByteArray())));
            copy.outSpecs = outSpecs;
            if (outputs.length > 0 && outputs[0] != null) {
                copy.outputs = NodeExecution.reopen(model(), copy.model(), outputs);
            }
            return copy;
        } catch (InvalidSettingsException e) {
            throw new IOException("The node does not load the settings that it saved", e);
        } catch (ReflectiveOperationException e) {
            throw new UncheckedIOException(new IOException("The factory cannot be made from its class name", e));
        }
    }

    @Override
    public void close() {
        NodeAccess.get().dispose(model());
    }

    private void tell(final NodeMessage.Level level, final Message told) {
        message = told == null ? null : NodeMessage.of(level, told);
    }

    private static Message worded(final String prefix, final Throwable problem) {
        return problem instanceof MessageAwareException aware
                ? aware.getKNIMEMessage().modify().withSummary(prefix + aware.getKNIMEMessage().getSummary()).build()
                        .orElseThrow()
                : Message.fromSummary(prefix + problem.getMessage());
    }

    private static void checkCount(final int given, final int ports) {
        if (given != ports) {
            throw new IllegalArgumentException("The node has " + ports + " inputs, not " + given);
        }
    }
}
