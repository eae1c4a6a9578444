package org.gflownet4j.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The rules that KNIME's schema sets for a node's description (version 5.3): what it must have, in which order, and which HTML its
 * texts may use. Written from what is known of the schema, not taken from it.
 */
final class DescriptionRules {

    private static final Set<String> TYPES = Set.of("Source", "Sink", "Learner", "Predictor", "Manipulator",
            "Visualizer",
            "Widget", "LoopStart", "LoopEnd", "QuickForm", "Configuration", "Other", "ScopeStart", "ScopeEnd",
            "Container");
    private static final List<String> ORDER = List.of("name", "shortDescription", "fullDescription", "interactiveView",
            "ports", "views", "keywords");
    private static final List<String> PORTS = List.of("inPort", "dynInPort", "outPort", "dynOutPort");
    private static final Set<String> INLINE = Set.of("b", "i", "em", "u", "s", "tt", "code", "samp", "pre", "a", "br",
            "sub", "sup", "p", "ul", "ol", "dl", "li", "dt", "dd");
    private static final Set<String> BLOCKS = Set.of("h3", "h4", "hr", "table", "tr", "td", "th");

    private final List<String> broken = new ArrayList<>();

    private DescriptionRules() {
    }

    /** The rules that a description breaks. */
    static List<String> broken(final Path xml) throws IOException, SAXException, ParserConfigurationException {
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(false);
        final Element root = factory.newDocumentBuilder().parse(xml.toFile()).getDocumentElement();
        final DescriptionRules rules = new DescriptionRules();
        rules.check(root);
        return rules.broken;
    }

    private void require(final boolean holds, final String rule) {
        if (!holds) {
            broken.add(rule);
        }
    }

    private void check(final Element root) {
        require(root.getTagName().equals("knimeNode"), "the root is knimeNode");
        require(TYPES.contains(root.getAttribute("type")), "a known type, not " + root.getAttribute("type"));
        require(root.getAttribute("icon").endsWith(".png"), "an icon");
        // osgi-info is KNIME's own addition
        final List<Element> parts = children(root).stream().filter(e -> !e.getTagName().equals("osgi-info")).toList();
        inOrder(parts, ORDER, "knimeNode");
        for (final String needed : List.of("name", "shortDescription", "fullDescription", "ports")) {
            require(parts.stream().filter(part -> part.getTagName().equals(needed)).count() == 1, "one " + needed);
        }
        for (final Element part : parts) {
            require(!part.getTextContent().isBlank() || part.getTagName().equals("ports"),
                    part.getTagName() + " has a text");
            switch (part.getTagName()) {
                case "fullDescription" -> full(part);
                case "ports" -> ports(part);
                case "views" -> children(part).forEach(this::named);
                default -> {
                }
            }
        }
    }

    private void inOrder(final List<Element> elements, final List<String> order, final String where) {
        int last = 0;
        for (final Element element : elements) {
            final int place = order.indexOf(element.getTagName());
            require(place >= last, element.getTagName() + " stands where " + where + " does not have it");
            last = Math.max(last, place);
        }
    }

    private void full(final Element full) {
        final List<Element> parts = children(full);
        inOrder(parts, List.of("intro", "option", "tab", "link"), "fullDescription");
        require(!parts.isEmpty() && parts.get(0).getTagName().equals("intro"), "fullDescription begins with intro");
        for (final Element part : parts) {
            switch (part.getTagName()) {
                case "intro" -> html(part, true);
                case "tab" -> {
                    named(part);
                    children(part).forEach(this::named);
                }
                case "option" -> named(part);
                default -> require(part.getAttribute("href").startsWith("https://"), "links lead to https");
            }
        }
    }

    private void named(final Element element) {
        require(!element.getAttribute("name").isBlank(), element.getTagName() + " has a name");
        require(!element.getTextContent().isBlank(), element.getTagName() + " says something");
        if (!element.getTagName().equals("tab")) {
            html(element, false);
        }
    }

    private void ports(final Element ports) {
        final List<Element> list = children(ports);
        inOrder(list, PORTS, "ports");
        for (final String kind : List.of("inPort", "outPort")) {
            int index = 0;
            for (final Element port : list) {
                if (port.getTagName().equals(kind)) {
                    require(port.getAttribute("index").equals(Integer.toString(index)), kind + " " + index);
                    index++;
                }
            }
        }
        list.forEach(this::named);
        list.stream().filter(port -> port.getTagName().startsWith("dyn")).forEach(port -> {
            require(!port.getAttribute("group-identifier").isBlank(), "a group of ports has an identifier");
            require(port.getAttribute("insert-before").matches("\\d+"), "a group of ports has a place");
        });
    }

    private void html(final Element element, final boolean blocks) {
        for (final Element child : children(element)) {
            final String tag = child.getTagName();
            if (!tag.equals("option")) {
                require(INLINE.contains(tag) || blocks && BLOCKS.contains(tag),
                        element.getTagName() + " may not hold <" + tag + ">");
                html(child, blocks);
            }
        }
    }

    private static List<Element> children(final Element element) {
        final List<Element> list = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                list.add(child);
            }
        }
        return list;
    }
}
