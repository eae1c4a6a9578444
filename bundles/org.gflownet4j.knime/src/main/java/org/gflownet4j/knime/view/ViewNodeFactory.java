package org.gflownet4j.knime.view;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.operation.Port;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeView;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.util.Version;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;

/**
 * Factory of a node with a view. A classic factory, since the page of a {@link org.knime.node.DefaultNodeFactory} is the same
 * for all nodes and can not see the data of one.
 *
 * @param <P> the node's parameters
 */
public abstract class ViewNodeFactory<P extends OperationParameters>
        extends
            ConfigurableNodeFactory<ViewNodeModel<P>>
        implements
            NodeDialogFactory,
            NodeViewFactory<ViewNodeModel<P>> {

    private final OperationNode<P, ?> node;
    private final String icon;
    private final String viewDescription;
    private final NodePage page;

    /**
     * A factory.
     *
     * @param node what the node does
     * @param icon file beside the factory's class
     * @param viewDescription what the view shows, a sentence
     * @param page makes the view
     */
    protected ViewNodeFactory(final OperationNode<P, ?> node, final String icon, final String viewDescription,
            final NodePage page) {
        // the description is made when it is asked for: it needs the fields below
        super(true);
        this.node = node;
        this.icon = icon;
        this.viewDescription = viewDescription;
        this.page = page;
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        final List<PortDescription> inputs = Stream.concat(node.requiredInputs().stream().map(ViewNodeFactory::fixed),
                node.optionalInputs().stream().map(
                        port -> PortDescription.dynamicPort(port.name(), port.name(), port.description())))
                .toList();
        return DefaultNodeDescriptionUtil.createNodeDescription(node.operation().name(), icon, inputs,
                node.operation().outputs().stream().map(ViewNodeFactory::fixed).toList(),
                node.operation().description(), node.description(),
                node.literature().stream().map(reference -> new ExternalResource(reference.address(),
                        reference.title())).toList(),
                node.parametersClass(), null, viewDescription, node.type(), node.keywords(), new Version(5, 8, 0));
    }

    private static PortDescription fixed(final Port port) {
        return PortDescription.fixedPort(port.name(), port.description());
    }

    @Override
    protected Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        final PortsConfigurationBuilder ports = new PortsConfigurationBuilder();
        node.requiredInputs().forEach(
                port -> ports.addFixedInputPortGroup(port.name(), OperationNode.portType(port)));
        node.optionalInputs().forEach(
                port -> ports.addOptionalInputPortGroup(port.name(), OperationNode.portType(port)));
        node.operation().outputs().forEach(
                port -> ports.addFixedOutputPortGroup(port.name(), OperationNode.portType(port)));
        return Optional.of(ports);
    }

    @Override
    protected ViewNodeModel<P> createNodeModel(final NodeCreationConfiguration configuration) {
        final PortsConfiguration ports = configuration.getPortConfig().orElseThrow();
        return new ViewNodeModel<>(node, page, ports.getInputPorts(), ports.getOutputPorts());
    }

    @Override
    public NodeDialog createNodeDialog() {
        return new DefaultNodeDialog(SettingsType.MODEL, node.parametersClass());
    }

    @Override
    public org.knime.core.webui.node.view.NodeView createNodeView(final ViewNodeModel<P> model) {
        return new PageView(model::html);
    }

    // what classic factories had before there were pages

    @Override
    protected boolean hasDialog() {
        return false;
    }

    @Override
    protected NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration configuration) {
        return null;
    }

    @Override
    protected int getNrNodeViews() {
        // as many as the description has, or KNIME complains
        return 1;
    }

    @Override
    public NodeView<ViewNodeModel<P>> createNodeView(final int index, final ViewNodeModel<P> model) {
        return null;
    }
}
