package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.standin.CodingProblems;
import org.gflownet4j.standin.NodeRun;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.util.Version;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class NodeDescriptionTest {

    private static List<String> outline(final Element element, final String indent) {
        final List<String> lines = new ArrayList<>(List.of(indent + element.getNodeName()));
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                lines.addAll(outline(inner, indent + " "));
            }
        }
        return lines;
    }

    @Test
    void descriptionOfANodeHasTheStructureOfVersion53() {
        final Element root = new MeanNodeFactory().getXMLDescription();
        assertEquals("http://knime.org/node/v5.3", root.getNamespaceURI());
        assertEquals("Learner", root.getAttribute("type"));
        assertEquals(List.of("knimeNode", " name", " shortDescription", " fullDescription", "  intro", "   b", "  tab",
                "   option", "   option", "    ul", "     li", "      b", "     li", "      b", " ports", "  inPort",
                "  dynInPort", "  outPort", " keywords", "  keyword", "  keyword",
                " osgi-info"), outline(root, ""));
    }

    @Test
    void textThatIsNoXmlIsRefused() {
        assertThrows(IllegalStateException.class, () -> describe("a & b"));
        assertThrows(IllegalStateException.class, () -> describe("<p>a"));
        assertEquals(NodeType.Source, describe("a &amp; b").getType());
        assertEquals("a & b",
                describe("a &amp; b").getXMLDescription().getElementsByTagName("intro").item(0).getTextContent());
    }

    private static List<String> problemsOf(final String text) {
        try (CodingProblems problems = new CodingProblems()) {
            describe(text);
            return problems.found().stream().skip(1).toList();
        }
    }

    @Test
    void whatBreaksKnimesRulesIsACodingProblem() {
        assertEquals(List.of(), problemsOf("<p>a<br/><b>b</b></p><ul><li>c</li></ul><h3>d</h3>"));
        assertEquals(List.of("<div> cannot stand in <intro>"), problemsOf("<div>a</div>"));
        assertEquals(List.of("<p> cannot stand in <li>"), problemsOf("<ul><li><p>a</p></li></ul>"));
        assertEquals(List.of("<ul> cannot have text"), problemsOf("<ul>a<li>b</li></ul>"));
    }

    @Test
    void nodeThatIsDescribedInFullHasNoCodingProblems() {
        try (CodingProblems problems = new CodingProblems()) {
            NodeRun.of(new MeanNodeFactory()).withPort(MeanNodeFactory.COMPARED).model();
            assertEquals(List.of(), problems.found());
        }
    }

    private static org.knime.core.node.NodeDescription describe(final String text) {
        return DefaultNodeDescriptionUtil.createNodeDescription("N", "n.png", List.of(), List.of(), "short", text,
                List.of(), null, null, null, null, List.of(), new Version(5, 8, 0));
    }
}
