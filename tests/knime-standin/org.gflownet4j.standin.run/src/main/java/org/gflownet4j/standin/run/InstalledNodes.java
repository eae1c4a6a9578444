package org.gflownet4j.standin.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.gflownet4j.standin.Extensions;
import org.gflownet4j.standin.NodeRun;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;

/** The nodes that bundles of this installation contribute, found as KNIME finds them: in the extension registry. */
final class InstalledNodes {

    private static final String POINT = "org.knime.workbench.repository.nodes";

    private final Map<String, Extensions.Element> factories = new LinkedHashMap<>();

    private InstalledNodes() {
    }

    static InstalledNodes find() {
        final InstalledNodes nodes = new InstalledNodes();
        Extensions.of(POINT).forEach(element -> nodes.factories.put(element.attribute("factory-class"), element));
        return nodes;
    }

    /** A new factory, made by the registry. */
    NodeFactory<?> create(final String factory) {
        final Extensions.Element element = factories.get(factory);
        if (element == null) {
            throw new IllegalArgumentException("No installed bundle contributes " + factory);
        }
        return (NodeFactory<?>) element.create("factory-class");
    }

    /** Writes nodes.txt and, for each node, its description and its default settings, which it must load again. */
    void describe(final Path out) throws IOException, TransformerException, InvalidSettingsException {
        final StringBuilder list = new StringBuilder();
        Files.createDirectories(out.resolve("descriptions"));
        Files.createDirectories(out.resolve("settings"));
        for (final Map.Entry<String, Extensions.Element> entry : factories.entrySet()) {
            final NodeFactory<?> factory = create(entry.getKey());
            try (NodeRun node = NodeRun.of(factory)) {
                list.append(entry.getKey()).append('\t').append(factory.getNodeName()).append('\t')
                        .append(factory.getType()).append('\t').append(entry.getValue().attribute("category-path"))
                        .append('\t').append(factory.getIcon() == null ? "no icon" : "icon").append('\n');
                final String name = entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1);
                Files.writeString(out.resolve("descriptions/" + name + ".xml"), xml(factory));
                node.loadModel(node.modelSettings());
                try (OutputStream file = Files.newOutputStream(out.resolve("settings/" + name + ".xml"))) {
                    node.settings().saveToXML(file);
                }
            }
        }
        Files.writeString(out.resolve("nodes.txt"), list);
    }

    private static String xml(final NodeFactory<?> factory) throws TransformerException {
        final Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.INDENT, "no");
        final StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(factory.getXMLDescription()), new StreamResult(text));
        return text.toString();
    }
}
