package org.knime.node.impl.description;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.node.NodeDescription;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A node's description while it is written. */
final class DescriptionDocument {

    private final DocumentBuilder builder;

    private final Document document;

    DescriptionDocument() {
        try {
            builder = NodeDescription.getDocumentBuilderFactory().newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Problem creating node description", e);
        }
        builder.setErrorHandler(null);
        document = builder.newDocument();
        document.appendChild(document.createElement("knimeNode"));
    }

    Document document() {
        return document;
    }

    Element root() {
        return document.getDocumentElement();
    }

    Element add(final Element parent, final String name) {
        final Element element = document.createElement(name);
        parent.appendChild(element);
        return element;
    }

    /** Adds an element with a text that is a fragment of XML. */
    Element add(final Element parent, final String name, final String fragment) {
        final Element element = add(parent, name);
        try {
            final Document parsed = builder
                    .parse(new InputSource(new StringReader("<fragment>" + fragment + "</fragment>")));
            for (Node child = parsed.getDocumentElement().getFirstChild(); child != null; child = child
                    .getNextSibling()) {
                element.appendChild(document.importNode(child, true));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("Problem creating node description", e);
        }
        return element;
    }
}
