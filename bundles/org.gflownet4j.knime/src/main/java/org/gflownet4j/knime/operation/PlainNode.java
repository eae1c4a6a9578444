package org.gflownet4j.knime.operation;

import org.gflownet4j.operation.Port;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.RequirePorts.DynamicPortsAdder;

/** A node without a view, for KNIME's {@link org.knime.node.DefaultNodeFactory}. */
public final class PlainNode {

    private PlainNode() {
    }

    /**
     * Describes a node to KNIME.
     *
     * @param node what it does
     * @param icon file beside the factory's class
     * @param <P> its parameters
     * @return for the constructor of the factory
     */
    public static <P extends OperationParameters> DefaultNode of(final OperationNode<P, ?> node, final String icon) {
        final DefaultNode described = DefaultNode.create() //
                .name(node.operation().name()) //
                .icon(icon) //
                .shortDescription(node.operation().description()) //
                .fullDescription(node.description()) //
                .sinceVersion(OperationNode.SINCE[0], OperationNode.SINCE[1], OperationNode.SINCE[2]) //
                .dynamicPorts(ports -> addPorts(node, ports)) //
                .model(model -> model.parametersClass(node.parametersClass())
                        .configure((input, output) -> configure(node, input, output))
                        .execute((input, output) -> execute(node, input, output))) //
                .nodeType(node.type()) //
                .keywords(node.keywords().toArray(new String[0]));
        node.literature().forEach(reference -> described.addExternalResource(reference.address(), reference.title()));
        return described;
    }

    private static void addPorts(final OperationNode<?, ?> node, final DynamicPortsAdder ports) {
        for (final Port port : node.requiredInputs()) {
            ports.addInputPortGroup(port.name(), group -> group.name(port.name()).description(port.description())
                    .fixed(PortContent.type(port)));
        }
        for (final Port port : node.optionalInputs()) {
            ports.addInputPortGroup(port.name(), group -> group.name(port.name()).description(port.description())
                    .optional().supportedTypes(PortContent.type(port)));
        }
        for (final Port port : node.operation().outputs()) {
            ports.addOutputPortGroup(port.name(), group -> group.name(port.name()).description(port.description())
                    .fixed(PortContent.type(port)));
        }
    }

    private static <P extends OperationParameters> void configure(final OperationNode<P, ?> node,
            final ConfigureInput input, final ConfigureOutput output)
            throws InvalidSettingsException {
        output.setOutSpecs(node.configure(input.<P>getParameters(), input.getInPortSpecs()));
    }

    private static <P extends OperationParameters> void execute(final OperationNode<P, ?> node,
            final ExecuteInput input, final ExecuteOutput output)
            throws CanceledExecutionException, KNIMEException {
        final NodeResult result = node.execute(input.<P>getParameters(), input.getInPortObjects(),
                input.getExecutionContext());
        for (int i = 0; i < result.outputs().size(); i++) {
            output.setOutData(i, result.outputs().get(i));
        }
        if (!result.warnings().isEmpty()) {
            output.setWarningMessage(result.warning());
        }
    }
}
