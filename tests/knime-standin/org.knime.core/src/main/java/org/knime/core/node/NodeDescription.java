package org.knime.core.node;

import javax.xml.parsers.DocumentBuilderFactory;

import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;

/** What users read about a node. */
public abstract class NodeDescription {

    public NodeDescription() {}

    public static DocumentBuilderFactory getDocumentBuilderFactory() {
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory;
    }

    public abstract String getIconPath();

    public abstract String getNodeName();

    public abstract NodeType getType();

    public abstract int getViewCount();

    public abstract Element getXMLDescription();
}
