package org.knime.core.node;

import java.io.IOException;
import java.net.URL;
import java.util.List;

import org.apache.xmlbeans.XmlException;
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

    private NodeDescription description;

    private URL icon;

    protected NodeFactory(final boolean lazyInitialization) {
        if (!lazyInitialization) {
            init();
        }
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

    protected T createNodeModel(final NodeCreationConfiguration creationConfig) {
        return createNodeModel();
    }

    protected abstract int getNrNodeViews();

    @Deprecated(since = "5.6", forRemoval = true)
    public abstract NodeView<T> createNodeView(int viewIndex, T nodeModel);

    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract boolean hasDialog();

    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract NodeDialogPane createNodeDialogPane();

    @Deprecated(since = "5.6", forRemoval = true)
    protected NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration creationConfig) {
        return createNodeDialogPane();
    }

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
}
