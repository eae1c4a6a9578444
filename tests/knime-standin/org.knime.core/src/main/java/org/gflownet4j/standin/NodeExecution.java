package org.gflownet4j.standin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataTableSpec;
import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What KNIME does around a node model's configure and execute. */
final class NodeExecution {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(NodeExecution.class);

    private final List<Progress> progress = new ArrayList<>();

    private Predicate<Progress> cancelWhen = told -> false;

    private ExecutionContext context;

    private Thread worker;

    /** Outputs, or null and a message if there are none; a message also as a warning. */
    record Result(PortObject[] outputs, Optional<NodeMessage> message) {

        static Result failed(final NodeMessage.Level level, final Message message) {
            return new Result(null, Optional.of(NodeMessage.of(level, message)));
        }
    }

    PortObjectSpec[] configure(final NodeModel model, final PortType[] types, final PortObjectSpec[] specs,
            final int outputs) throws InvalidSettingsException {
        NodeAccess.get().setWarning(model, null);
        for (int i = 0; i < specs.length; i++) {
            if (!types[i].acceptsPortObjectSpec(specs[i])) {
                throw new InvalidSettingsException("Incompatible port spec" + (specs.length > 1 ? " at port " + i : "")
                        + ", expected: " + types[i].getPortObjectSpecClass().getSimpleName() + ", actual: "
                        + specs[i].getClass().getSimpleName());
            }
        }
        final PortObjectSpec[] result = NodeAccess.get().configure(model, specs.clone());
        if (result != null && result.length != outputs) {
            LOGGER.error("Output spec-array length invalid: " + result.length + " <> " + outputs);
        }
        return result == null || result.length != outputs ? new PortObjectSpec[outputs] : result;
    }

    Result run(final NodeModel model, final PortType[] inTypes, final PortType[] outTypes, final PortObject[] inputs,
            final PortObjectSpec[] outSpecs) {
        synchronized (progress) {
            progress.clear();
        }
        final Result[] result = new Result[1];
        synchronized (this) {
            context = NodeAccess.get().context(this::record);
            worker = new Thread(() -> result[0] = execute(model, inTypes, outTypes, inputs, outSpecs),
                    "KNIME-Worker-1");
            worker.setContextClassLoader(model.getClass().getClassLoader());
            worker.start();
        }
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result[0];
    }

    private void record(final Double fraction, final String text) {
        final Progress told = new Progress(fraction, text);
        synchronized (progress) {
            progress.add(told);
        }
        if (cancelWhen.test(told)) {
            cancel();
        }
    }

    List<Progress> progress() {
        synchronized (progress) {
            return List.copyOf(progress);
        }
    }

    void cancelWhen(final Predicate<Progress> when) {
        cancelWhen = when;
    }

    synchronized void cancel() {
        if (context != null) {
            context.getProgressMonitor().setExecuteCanceled();
            worker.interrupt();
        }
    }

    private Result execute(final NodeModel model, final PortType[] inTypes, final PortType[] outTypes,
            final PortObject[] inputs, final PortObjectSpec[] outSpecs) {
        PortObject[] data = new PortObject[inputs.length];
        try {
            for (int i = 0; i < inputs.length; i++) {
                if (inputs[i] == null && !inTypes[i].isOptional()) {
                    return Result.failed(NodeMessage.Level.ERROR, Message.fromSummary(
                            "Couldn't get data from predecessor (Port No." + (i + 1) + ")."));
                }
                data[i] = inputs[i] == null || inputs[i] instanceof BufferedDataTable ? inputs[i]
                        : PortFiles.copy(inputs[i]);
                if (!inTypes[i].acceptsPortObject(data[i])) {
                    throw new IllegalStateException(
                            "Connection Error: Mismatch of input port types (port " + i + ").");
                }
            }
            context.setMessage("Performing node execution...");
            context.checkCanceled();
            NodeAccess.get().setWarning(model, null);
            final PortObject[] raw = NodeAccess.get().execute(model, data.clone(), context);
            context.checkCanceled();
            final PortObject[] outputs = checked(model, raw, outTypes, data);
            return new Result(outputs, warning(model, data, outputs, outSpecs));
        } catch (Throwable e) {
            return failed(e, data);
        }
    }

    private Result failed(final Throwable problem, final PortObject[] data) {
        if (problem instanceof CanceledExecutionException canceled) {
            Thread.interrupted();
            return Result.failed(NodeMessage.Level.WARNING, canceled.getKNIMEMessage());
        }
        try {
            context.checkCanceled();
        } catch (CanceledExecutionException e) {
            Thread.interrupted();
            return Result.failed(NodeMessage.Level.WARNING, e.getKNIMEMessage());
        }
        LOGGER.debug("Execute failed", problem);
        if (problem instanceof MessageAwareException aware) {
            try {
                return Result.failed(NodeMessage.Level.ERROR, aware.getKNIMEMessage().renderIssueDetails(data));
            } catch (RuntimeException e) {
                LOGGER.error("The issue names a cell that is not there, so KNIME shows no message", e);
                return new Result(null, Optional.empty());
            }
        }
        final String text = problem.getMessage();
        return Result.failed(NodeMessage.Level.ERROR, Message.fromSummary("Execute failed: "
                + (text != null && text.length() >= 5 ? text
                        : "(\"" + problem.getClass().getSimpleName() + "\"): " + text)));
    }

    private static PortObject[] checked(final NodeModel model, final PortObject[] raw, final PortType[] types,
            final PortObject[] inputs) {
        final PortObject[] outputs = raw == null ? new PortObject[types.length] : raw.clone();
        if (outputs.length != types.length) {
            throw new IllegalStateException("Invalid result. Execution failed. Reason: Incorrect implementation; "
                    + "the execute method in \"" + model.getClass().getSimpleName()
                    + "\" returned null or an incorrect number of output tables.");
        }
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] == null) {
                throw new IllegalStateException(
                        "Invalid result. Execution failed, reason: data at output " + i + " is null.");
            }
            if (!types[i].acceptsPortObject(outputs[i])) {
                throw new IllegalStateException("Invalid output port object at port " + i);
            }
            if (outputs[i].getSpec() == null) {
                throw new IllegalStateException("Implementation Error: PortObject \"" + outputs[i].getClass().getName()
                        + "\" must not have null spec (output port " + i + ").");
            }
        }
        return outputs;
    }

    private static Optional<NodeMessage> warning(final NodeModel model, final PortObject[] inputs,
            final PortObject[] outputs, final PortObjectSpec[] outSpecs) {
        Message warning = NodeAccess.get().warning(model);
        if (warning == null) {
            final List<BufferedDataTable> tables = Arrays.stream(outputs).filter(BufferedDataTable.class::isInstance)
                    .map(BufferedDataTable.class::cast).toList();
            if (!tables.isEmpty() && tables.stream().allMatch(table -> table.size() == 0)) {
                warning = Message.fromSummary(tables.size() == 1 ? "Node created an empty data table."
                        : "Node created empty data tables on all out-ports.");
            }
        }
        for (int i = 0; i < outputs.length; i++) {
            if (outSpecs[i] instanceof DataTableSpec expected
                    && !((DataTableSpec) outputs[i].getSpec()).isCompatibleWith(expected)) {
                warning = Message.fromSummary("DataSpec generated by configure does not match spec after execution.");
                LOGGER.coding(warning.getSummary());
            }
        }
        return Optional.ofNullable(warning).map(told -> NodeMessage.of(NodeMessage.Level.WARNING,
                told.renderIssueDetails(inputs)));
    }

    /** Hands a node's internals to another model as a saved workflow does, and gives its outputs. */
    static PortObject[] reopen(final NodeModel from, final NodeModel to, final PortObject[] outputs)
            throws IOException {
        final File directory = Files.createTempDirectory("node-internals").toFile();
        try {
            NodeAccess.get().saveInternals(from, directory, new ExecutionMonitor());
            if (from instanceof PortObjectHolder holder && holder.getInternalPortObjects() != null) {
                ((PortObjectHolder) to).setInternalPortObjects(copies(holder.getInternalPortObjects()));
            }
            NodeAccess.get().loadInternals(to, directory, new ExecutionMonitor());
            return copies(outputs);
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            delete(directory);
        }
    }

    private static PortObject[] copies(final PortObject[] objects) throws IOException, CanceledExecutionException {
        final PortObject[] copies = new PortObject[objects.length];
        for (int i = 0; i < objects.length; i++) {
            copies[i] = objects[i] == null || objects[i] instanceof BufferedDataTable ? objects[i]
                    : PortFiles.copy(objects[i]);
        }
        return copies;
    }

    private static void delete(final File file) {
        final File[] children = file.listFiles();
        if (children != null) {
            Arrays.stream(children).forEach(NodeExecution::delete);
        }
        file.delete();
    }
}
