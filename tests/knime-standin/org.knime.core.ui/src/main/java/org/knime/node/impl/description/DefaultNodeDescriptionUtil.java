package org.knime.node.impl.description;

import java.util.Collection;

import org.apache.xmlbeans.XmlException;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDescription53Proxy;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.util.Version;
import org.knime.node.parameters.NodeParameters;
import org.w3c.dom.Element;

/** Makes a node's description from its parts. Texts are fragments of XML: an ampersand or a tag left open fails. */
public final class DefaultNodeDescriptionUtil {

    private DefaultNodeDescriptionUtil() {}

    public static NodeDescription createNodeDescription(final String name, final String icon,
            final Collection<PortDescription> inPortDescriptions,
            final Collection<PortDescription> outPortDescriptions, final String shortDescription,
            final String fullDescription, final Collection<ExternalResource> externalResources,
            final Class<? extends NodeParameters> modelSettingsClass,
            final Class<? extends NodeParameters> viewSettingsClass, final String viewDescription, final NodeType type,
            final Collection<String> keywords, final Version sinceVersion) {
        final DescriptionDocument document = new DescriptionDocument();
        final Element root = document.root();
        root.setAttribute("icon", icon);
        root.setAttribute("type", typeOf(type, inPortDescriptions, outPortDescriptions).toString());
        document.add(root, "name").setTextContent(name);
        document.add(root, "shortDescription", shortDescription);
        final Element full = document.add(root, "fullDescription");
        document.add(full, "intro", fullDescription);
        if (modelSettingsClass != null || viewSettingsClass != null) {
            final Element tab = document.add(full, "tab");
            tab.setAttribute("name", "Options");
            for (final DescribedOption option : DescribedOption.of(modelSettingsClass, viewSettingsClass)) {
                document.add(tab, "option", option.description()).setAttribute("name", option.title());
            }
        }
        for (final ExternalResource resource : externalResources) {
            document.add(full, "link", resource.description()).setAttribute("href", resource.href());
        }
        final Element ports = document.add(root, "ports");
        addPorts(document, ports, inPortDescriptions, "InPort");
        addPorts(document, ports, outPortDescriptions, "OutPort");
        if (viewDescription != null) {
            final Element view = document.add(document.add(root, "views"), "view", viewDescription);
            view.setAttribute("index", "0");
            view.setAttribute("name", name);
        }
        if (!keywords.isEmpty()) {
            final Element words = document.add(root, "keywords");
            keywords.forEach(word -> document.add(words, "keyword").setTextContent(word));
        }
        try {
            return new NodeDescription53Proxy(document.document(), sinceVersion);
        } catch (XmlException e) {
            throw new IllegalStateException("Problem creating node description", e);
        }
    }

    private static NodeType typeOf(final NodeType type, final Collection<PortDescription> in,
            final Collection<PortDescription> out) {
        if (type != null) {
            return type;
        }
        return in.isEmpty() ? NodeType.Source : out.isEmpty() ? NodeType.Sink : NodeType.Manipulator;
    }

    private static void addPorts(final DescriptionDocument document, final Element ports,
            final Collection<PortDescription> descriptions, final String side) {
        int index = 0;
        for (final PortDescription port : descriptions) {
            final String tag = port.configurable() ? "dyn" + side
                    : side.substring(0, 1).toLowerCase() + side.substring(1);
            final Element element = document.add(ports, tag, port.description());
            element.setAttribute("name", port.name());
            if (port.configurable()) {
                element.setAttribute("insert-before", Integer.toString(index));
                element.setAttribute("group-identifier", port.id());
                element.setAttribute("configurable-via-menu", "false");
            } else {
                element.setAttribute("index", Integer.toString(index++));
            }
        }
    }
}
