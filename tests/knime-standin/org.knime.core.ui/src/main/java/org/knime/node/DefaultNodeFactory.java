package org.knime.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.apache.xmlbeans.XmlException;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.node.DefaultModel.StandardDefaultModel;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.PortDescription;
import org.xml.sax.SAXException;

/** The factory of a {@link DefaultNode}: dialog and description come from its parameters and ports. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel>
        implements
            NodeDialogFactory,
            NodeViewFactory<NodeModel> {

    private final DefaultNode node;

    protected DefaultNodeFactory(final DefaultNode node) {
        super(true);
        this.node = node;
        super.init();
    }

    @Override
    public final synchronized void init() {
        super.init();
    }

    @Override
    protected final NodeDescription createNodeDescription() throws SAXException, IOException, XmlException {
        return DefaultNodeDescriptionUtil.createNodeDescription(node.name, node.icon, describe(true), describe(false),
                node.shortDescription, node.fullDescription, node.resources,
                node.model.getParametersClass(), null, null, node.type, node.keywords, node.since);
    }

    private List<PortDescription> describe(final boolean input) {
        return node.ports.stream().filter(group -> group.input == input).map(PortGroup::describe).toList();
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        if (node.ports.isEmpty()) {
            return Optional.empty();
        }
        final PortsConfigurationBuilder builder = new PortsConfigurationBuilder();
        node.ports.forEach(group -> add(group, builder));
        return Optional.of(builder);
    }

    private static void add(final PortGroup group, final PortsConfigurationBuilder builder) {
        if (group.input && group.optional) {
            builder.addOptionalInputPortGroup(group.id, group.types);
        } else if (group.input) {
            builder.addFixedInputPortGroup(group.id, group.types);
        } else if (group.optional) {
            builder.addOptionalOutputPortGroup(group.id, group.types);
        } else {
            builder.addFixedOutputPortGroup(group.id, group.types);
        }
    }

    @Override
    protected final NodeModel createNodeModel(final NodeCreationConfiguration creationConfig) {
        final PortsConfiguration ports = creationConfig.getPortConfig().orElse(null);
        return new StandardNodeModel((StandardDefaultModel) node.model,
                ports == null ? new PortType[0] : ports.getInputPorts(),
                ports == null ? new PortType[0] : ports.getOutputPorts());
    }

    @Override
    public final NodeDialog createNodeDialog() {
        return new DefaultNodeDialog(SettingsType.MODEL, node.model.getParametersClass());
    }

    @Override
    public final boolean hasNodeView() {
        return false;
    }

    @Override
    public final NodeView createNodeView(final NodeModel nodeModel) {
        throw new IllegalStateException("The node has no view.");
    }

    @Override
    protected final int getNrNodeViews() {
        return 0;
    }

    @Deprecated
    @Override
    public final org.knime.core.node.NodeView<NodeModel> createNodeView(final int viewIndex,
            final NodeModel nodeModel) {
        return null;
    }

    @Deprecated
    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Deprecated
    @Override
    protected final NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration creationConfig) {
        return null;
    }
}
