package org.knime.core.node;

import java.io.IOException;
import java.net.URL;
import java.util.List;

import org.apache.xmlbeans.XmlException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Makes a node: its model, its dialog, its views and its description. Its class name is what workflows save. */
public abstract class NodeFactory<T extends NodeModel> {

    /** The kind of node, which decides its colour. */
    public enum NodeType {
        Source, Sink, Learner, Predictor, Manipulator, Visualizer, Widget, Meta, LoopStart, LoopEnd, ScopeStart, ScopeEnd, @Deprecated
        QuickForm, Configuration, Other, Missing, Unknown, Subnode, VirtualIn, VirtualOut, Container
    }

    private final boolean lazy;

    private NodeDescription description;

    private URL icon;

    protected NodeFactory() {
        this(false);
    }

    protected NodeFactory(final boolean lazyInitialization) {
        lazy = lazyInitialization;
        if (!lazy) {
            init();
        }
    }

    public final boolean isLazilyInitialized() {
        return lazy;
    }

    public synchronized void init() {
        if (description != null) {
            return;
        }
        try {
            description = createNodeDescription();
        } catch (SAXException | IOException | XmlException e) {
            throw new IllegalStateException("The description of " + getClass().getName() + " cannot be read", e);
        }
        addBundle(description.getXMLDescription());
        final String path = description.getIconPath();
        icon = path == null || path.isBlank() ? null : getClass().getResource(path);
    }

    private void addBundle(final Element root) {
        final Element bundle = root.getOwnerDocument().createElement("osgi-info");
        for (final String attribute : List.of("bundle-symbolic-name", "bundle-name", "bundle-vendor")) {
            bundle.setAttribute(attribute, "<Unknown>");
        }
        bundle.setAttribute("factory-package", getClass().getPackageName());
        root.appendChild(bundle);
    }

    /** KNIME reads {@code <class name>.xml} here; the stand-in wants the description made in code. */
    protected NodeDescription createNodeDescription() throws SAXException, IOException, XmlException {
        throw new IOException("The stand-in does not read node descriptions from files");
    }

    NodeDescription getNodeDescription() {
        return description;
    }

    public abstract T createNodeModel();

    @Deprecated(since = "4.1", forRemoval = true)
    protected T createNodeModel(final NodeCreationContext context) {
        return createNodeModel();
    }

    protected T createNodeModel(final NodeCreationConfiguration creationConfig) {
        return createNodeModel();
    }

    protected abstract int getNrNodeViews();

    @Deprecated(since = "5.6", forRemoval = true)
    public abstract NodeView<T> createNodeView(int viewIndex, T nodeModel);

    public AbstractNodeView<T> createAbstractNodeView(final int viewIndex, final T nodeModel) {
        return createNodeView(viewIndex, nodeModel);
    }

    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract boolean hasDialog();

    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract NodeDialogPane createNodeDialogPane();

    @Deprecated(since = "5.6", forRemoval = true)
    protected NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration creationConfig) {
        return createNodeDialogPane();
    }

    public void loadAdditionalFactorySettings(final ConfigRO config) throws InvalidSettingsException {
        init();
    }

    public void saveAdditionalFactorySettings(final ConfigWO config) {}

    public final String getNodeName() {
        return description.getNodeName();
    }

    public Element getXMLDescription() {
        return description.getXMLDescription();
    }

    public NodeType getType() {
        return description.getType();
    }

    public URL getIcon() {
        return icon;
    }

    public final String[] getKeywords() {
        return description.getKeywords();
    }

    public String getInportName(final int index) {
        return orElse(description.getInportName(index), "No name available");
    }

    public final String getInportDescription(final int index) {
        return orElse(description.getInportDescription(index), "No description available");
    }

    public String getOutportName(final int index) {
        return orElse(description.getOutportName(index), "No name available");
    }

    public final String getOutportDescription(final int index) {
        return orElse(description.getOutportDescription(index), "No description available");
    }

    public String getInteractiveViewName() {
        return description.getInteractiveViewName();
    }

    public final boolean isDeprecated() {
        return description.isDeprecated();
    }

    private static String orElse(final String text, final String otherwise) {
        return text == null ? otherwise : text;
    }
}
