package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.knime.ProjectFiles;
import org.gflownet4j.standin.CodingProblems;
import org.gflownet4j.standin.NodeRun;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Descriptions are complete documentation: KNIME has nothing to complain of, and the node reference is made of them. */
class NodeReferenceTest {

    private static List<NodeFactory<?>> factories() {
        return List.of(new ExampleDataNodeFactory(), new SequenceSpaceNodeFactory(),
                new CombinatorialLibrarySpaceNodeFactory(), new HypergridSpaceNodeFactory(),
                new TableRewardNodeFactory(), new LearnerNodeFactory(), new SamplerNodeFactory(),
                new ScorerNodeFactory(), new EvaluatorNodeFactory());
    }

    @Test
    void knimeHasNothingToComplainOf() {
        try (CodingProblems problems = new CodingProblems()) {
            for (final NodeFactory<?> factory : factories()) {
                try (NodeRun node = NodeRun.of(factory)) {
                    node.model();
                }
            }
            assertEquals(List.of(), problems.found());
        }
    }

    @Test
    void descriptionsSayWhatItIsForAndHowToReadTheResult() {
        for (final NodeFactory<?> factory : factories()) {
            factory.init();
            final Element root = factory.getXMLDescription();
            final String intro = text(child(child(root, "fullDescription"), "intro"));
            assertTrue(intro.length() > 400, factory.getNodeName());
            assertTrue(children(child(root, "fullDescription")).stream().anyMatch(e -> e.getTagName().equals("link")),
                    () -> factory.getNodeName() + " has no literature");
        }
    }

    @Test
    void theNodeReferenceIsUpToDate() throws IOException {
        final StringBuilder page = new StringBuilder(
                """
                        # Node reference

                        What each node is for, what its ports carry, and what its options do: the descriptions that KNIME shows, as a page.
                        Written by NodeReferenceTest from the nodes themselves; run it with -Dgflownet4j.update after changing a description.
                        """);
        for (final NodeFactory<?> factory : factories()) {
            factory.init();
            page.append('\n').append(reference(factory.getXMLDescription()));
        }
        ProjectFiles.assertUpToDate("docs/user/nodes.md", page.toString());
    }

    private static String reference(final Element root) {
        final StringBuilder page = new StringBuilder();
        page.append("## ").append(text(child(root, "name"))).append("\n\n*")
                .append(text(child(root, "shortDescription"))).append("*\n\n");
        final Element full = child(root, "fullDescription");
        for (final Element paragraph : children(child(full, "intro"))) {
            page.append(markdown(paragraph)).append("\n\n");
        }
        ports(page, "Inputs", root, "inPort", "dynInPort");
        ports(page, "Outputs", root, "outPort", "dynOutPort");
        final List<Element> options = children(full).stream().filter(e -> e.getTagName().equals("tab"))
                .flatMap(tab -> children(tab).stream()).toList();
        if (!options.isEmpty()) {
            page.append("| option | what it does |\n|---|---|\n");
            options.forEach(option -> page.append("| ").append(option.getAttribute("name")).append(" | ")
                    .append(cell(option)).append(" |\n"));
            page.append('\n');
        }
        children(root).stream().filter(e -> e.getTagName().equals("views")).flatMap(views -> children(views).stream())
                .forEach(view -> page.append("**View.** ").append(text(view)).append("\n\n"));
        children(full).stream().filter(e -> e.getTagName().equals("link")).forEach(link -> page.append("* [")
                .append(text(link)).append("](").append(link.getAttribute("href")).append(")\n"));
        return page.toString();
    }

    private static void ports(final StringBuilder page, final String title, final Element root, final String fixed,
            final String optional) {
        final List<Element> ports = children(child(root, "ports")).stream()
                .filter(port -> port.getTagName().equals(fixed) || port.getTagName().equals(optional)).toList();
        if (ports.isEmpty()) {
            return;
        }
        page.append("**").append(title).append("**\n\n");
        for (final Element port : ports) {
            page.append("* *").append(port.getAttribute("name")).append("*")
                    .append(port.getTagName().equals(optional) ? " (optional)" : "").append(": ").append(text(port))
                    .append('\n');
        }
        page.append('\n');
    }

    /** An option's description, in which the choices of a list stand below each other. */
    private static String cell(final Element option) {
        final StringBuilder text = new StringBuilder();
        for (Node node = option.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals("ul")) {
                children(element).forEach(item -> text.append("<br>• ").append(text(item)));
            } else {
                text.append(node.getTextContent());
            }
        }
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    private static String markdown(final Element paragraph) {
        final StringBuilder text = new StringBuilder();
        for (Node node = paragraph.getFirstChild(); node != null; node = node.getNextSibling()) {
            final String content = node.getTextContent();
            if (node instanceof Element element) {
                final String mark = element.getTagName().equals("b") ? "**" : "*";
                text.append(mark).append(content).append(mark);
            } else {
                text.append(content);
            }
        }
        return text.toString().strip().replaceAll("[ \\n]+", " ");
    }

    private static String text(final Element element) {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
    }

    private static Element child(final Element parent, final String name) {
        return children(parent).stream().filter(e -> e.getTagName().equals(name)).findFirst().orElseThrow();
    }

    private static List<Element> children(final Element parent) {
        final List<Element> list = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                list.add(element);
            }
        }
        return list;
    }
}
