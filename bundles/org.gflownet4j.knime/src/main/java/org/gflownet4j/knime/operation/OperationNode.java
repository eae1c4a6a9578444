package org.gflownet4j.knime.operation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.OperationException;
import org.gflownet4j.operation.Port;
import org.gflownet4j.table.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/**
 * A node whose work is an operation. It translates: parameters to settings, ports to inputs, outputs to ports, and what goes
 * wrong to messages. What it checks before execution, and what it says of itself, stands in its subclass.
 *
 * @param <P> its parameters
 * @param <S> the settings of its operation
 */
public abstract class OperationNode<P extends OperationParameters, S extends Record> {

    /** The newest words in a node's description must be valid for this release on. */
    static final int[] SINCE = {5, 8, 0};

    private final Operation<S> operation;
    private final Class<P> parametersClass;

    /**
     * A node.
     *
     * @param operation what it does
     * @param parametersClass its parameters
     */
    protected OperationNode(final Operation<S> operation, final Class<P> parametersClass) {
        this.operation = operation;
        this.parametersClass = parametersClass;
    }

    /**
     * The operation.
     *
     * @return what it does
     */
    public final Operation<S> operation() {
        return operation;
    }

    /**
     * The class of its parameters.
     *
     * @return as KNIME instantiates it
     */
    public final Class<P> parametersClass() {
        return parametersClass;
    }

    /**
     * What kind of node it is, which sets its colour.
     *
     * @return the kind
     */
    public abstract NodeType type();

    /**
     * What it is for, when to use it, how to read the result.
     *
     * @return paragraphs of HTML as node descriptions may have it
     */
    public abstract String description();

    /**
     * Words that it is found by.
     *
     * @return beside those of its name
     */
    public abstract List<String> keywords();

    /**
     * Where to read more.
     *
     * @return literature
     */
    public abstract List<Reference> literature();

    /**
     * The columns that it needs of the table that is connected.
     *
     * @param parameters what the user chose
     * @param table what is connected
     * @return names of columns that are there and fit
     * @throws InvalidSettingsException if a column is missing or does not fit, in words for a user
     */
    protected abstract List<String> columns(P parameters, DataTableSpec table) throws InvalidSettingsException;

    /**
     * The columns that the node adds to the table that is connected, whose rows and cells its output keeps.
     *
     * @param table what is connected
     * @return the last columns of what the operation gives, here with names that the table does not have; empty if the
     *         node's tables are new ones
     */
    protected List<Table.Column> addedColumns(final DataTableSpec table) {
        return List.of();
    }

    /**
     * What the outputs will be; refuses early what can not work.
     *
     * @param parameters what the user chose
     * @param inputs what is connected
     * @return one specification per output; null where it is not known
     * @throws InvalidSettingsException in words for a user, if the node can not be executed
     */
    protected abstract PortObjectSpec[] configure(P parameters, InputSpecs inputs) throws InvalidSettingsException;

    /**
     * The inputs that are always there.
     *
     * @return in their order
     */
    public final List<Port> requiredInputs() {
        return operation.inputs().stream().filter(port -> !port.optional()).toList();
    }

    /**
     * The inputs that a user can add.
     *
     * @return in their order, which is that of KNIME's port groups
     */
    public final List<Port> optionalInputs() {
        return operation.inputs().stream().filter(Port::optional).toList();
    }

    /**
     * KNIME's type for a port.
     *
     * @param port of this operation
     * @return its type
     */
    public static PortType portType(final Port port) {
        return PortContent.type(port);
    }

    /**
     * Checks settings and inputs before execution.
     *
     * @param parameters what the user chose
     * @param specs one per connected input
     * @return one per output
     * @throws InvalidSettingsException in words for a user, if the node can not be executed
     */
    public final PortObjectSpec[] configure(final P parameters, final PortObjectSpec[] specs)
            throws InvalidSettingsException {
        parameters.validate();
        final InputSpecs inputs = new InputSpecs(specs);
        final Optional<DataTableSpec> table = inputs.table();
        if (table.isPresent()) {
            columns(parameters, table.get());
        }
        try {
            return configure(parameters, inputs);
        } catch (final OperationException e) {
            throw new InvalidSettingsException(e.getMessage() + " " + e.resolution(), e);
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /**
     * Does the work.
     *
     * @param parameters what the user chose
     * @param objects one per connected input
     * @param context KNIME's
     * @return outputs and what there is to say
     * @throws KNIMEException in words for a user, if it can not be done
     * @throws CanceledExecutionException if the user cancelled
     */
    public final NodeResult execute(final P parameters, final PortObject[] objects, final ExecutionContext context)
            throws KNIMEException, CanceledExecutionException {
        final NodeProgress progress = new NodeProgress(context);
        try {
            final List<Object> inputs = inputs(parameters, objects, context);
            final List<Object> outputs = operation.run(parameters.settings(operation.defaults()), inputs,
                    new Execution(progress, Execution.NO_CHECKPOINT));
            final List<PortObject> written = new ArrayList<>();
            for (final Object output : outputs) {
                written.add(output instanceof Table table ? write(table, objects, progress, context)
                        : PortContent.write(output, progress, context));
            }
            return new NodeResult(written, progress.warnings(), progress.remarks(), progress.figures());
        } catch (final InvalidSettingsException e) {
            throw Failure.refused(connected(objects), e);
        } catch (final IOException | RuntimeException | Error e) {
            throw Failure.of(operation.name(), connected(objects), e);
        }
    }

    private PortObject write(final Table output, final PortObject[] objects, final NodeProgress progress,
            final ExecutionContext context) throws CanceledExecutionException, IOException {
        final Optional<BufferedDataTable> input = Arrays.stream(objects).filter(BufferedDataTable.class::isInstance)
                .map(BufferedDataTable.class::cast).findFirst();
        final List<Table.Column> added = input.map(table -> addedColumns(table.getDataTableSpec())).orElse(List.of());
        return added.isEmpty() ? PortContent.write(output, progress, context)
                : TableWriter.append(input.get(), added, output, context);
    }

    private List<Object> inputs(final P parameters, final PortObject[] objects, final ExecutionContext context)
            throws CanceledExecutionException, InvalidSettingsException {
        final List<PortObject> left = new ArrayList<>(Arrays.asList(objects));
        final List<Object> inputs = new ArrayList<>();
        for (final Port port : operation.inputs()) {
            final Optional<PortObject> object = left.stream().filter(candidate -> PortContent.fits(port, candidate))
                    .findFirst();
            if (object.isEmpty() && !port.optional()) {
                throw new IllegalStateException("Nothing is connected to the port " + port.name() + ".");
            }
            if (object.isPresent()) {
                left.remove(object.get());
                final List<String> columns = object.get().getSpec() instanceof DataTableSpec table
                        ? columns(parameters, table) : List.of();
                final Object content = PortContent.read(object.get(), columns, context);
                inputs.add(port.optional() ? Optional.of(content) : content);
            } else {
                inputs.add(Optional.empty());
            }
        }
        return inputs;
    }

    /** What is connected, a line each: which port, and what it carries. */
    private List<String> connected(final PortObject[] objects) {
        final List<PortObject> left = new ArrayList<>(Arrays.asList(objects));
        final List<String> lines = new ArrayList<>();
        for (final Port port : operation.inputs()) {
            left.stream().filter(object -> PortContent.fits(port, object)).findFirst().ifPresent(object -> {
                left.remove(object);
                lines.add(port.name() + ": " + PortContent.summary(object));
            });
        }
        return lines;
    }
}
