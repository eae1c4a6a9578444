package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.xmlbeans.XmlException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.util.Version;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The description of a node as a document in version 5.3 of KNIME's format. */
public final class NodeDescription53Proxy extends NodeDescription {

    private static final String NAMESPACE = "http://knime.org/node/v5.3";

    private final Element root;

    public NodeDescription53Proxy(final Document document, final Version sinceVersion) throws XmlException {
        if (!"knimeNode".equals(document.getDocumentElement().getNodeName())) {
            throw new XmlException("The document is not a node description");
        }
        root = (Element) inNamespace(document, document.getDocumentElement());
        root.setAttribute("deprecated", "false");
        final List<String> broken = DescriptionRules.broken(root);
        if (!broken.isEmpty()) {
            final NodeLogger logger = NodeLogger.getLogger(NodeDescription53Proxy.class);
            logger.coding("Node description of '" + getNodeName()
                    + "' does not conform to the Schema. Violations follow.");
            broken.forEach(logger::coding);
        }
    }

    private static Node inNamespace(final Document document, final Node node) {
        final Node renamed = node.getNodeType() == Node.ELEMENT_NODE && node.getNamespaceURI() == null
                ? document.renameNode(node, NAMESPACE, node.getNodeName())
                : node;
        for (Node child = renamed.getFirstChild(); child != null; child = child.getNextSibling()) {
            child = inNamespace(document, child);
        }
        return renamed;
    }

    private static List<Element> children(final Element parent, final String name) {
        final List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static Optional<Element> child(final Element parent, final String... path) {
        Optional<Element> found = Optional.of(parent);
        for (final String name : path) {
            found = found.flatMap(element -> children(element, name).stream().findFirst());
        }
        return found;
    }

    private static String text(final Optional<Element> element) {
        return element.map(found -> found.getTextContent().strip()).orElse(null);
    }

    @Override
    public String getIconPath() {
        return root.hasAttribute("icon") ? root.getAttribute("icon") : null;
    }

    @Override
    public String getNodeName() {
        return text(child(root, "name"));
    }

    @Override
    public NodeType getType() {
        try {
            return NodeType.valueOf(root.getAttribute("type"));
        } catch (IllegalArgumentException e) {
            return NodeType.Unknown;
        }
    }

    /** {@return how many ports of a side are described, with those that users added to its groups} */
    int describedPorts(final String side, final Map<String, Integer> added) {
        final Element ports = child(root, "ports").orElseThrow();
        return children(ports, side.toLowerCase(Locale.ROOT) + "Port").size() + children(ports, "dyn" + side + "Port")
                .stream().mapToInt(group -> added.getOrDefault(group.getAttribute("group-identifier"), 0)).sum();
    }

    @Override
    public int getViewCount() {
        return child(root, "views").map(views -> children(views, "view").size()).orElse(0);
    }

    @Override
    public Element getXMLDescription() {
        return root;
    }
}
