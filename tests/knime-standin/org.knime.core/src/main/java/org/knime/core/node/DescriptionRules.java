package org.knime.core.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is allowed where in a node's description. KNIME has the same rules as a schema, and puts what breaks them into its log. */
final class DescriptionRules {

    private static final String FONT = "b i u tt s ";

    private static final String LIGHT = FONT + "em code samp sup sub ";

    private static final String INLINE = LIGHT + "br a ";

    private static final String LISTS = "ul ol dl ";

    private static final String BLOCKS = INLINE + LISTS + "p hr pre ";

    private static final Set<String> PORTS = Set.of("inPort", "outPort", "dynInPort", "dynOutPort");

    /** Of each element the elements that can stand in it. */
    private static final Map<String, Set<String>> CONTENT = new HashMap<>();

    /** Elements that hold elements but no text. */
    private static final Set<String> WITHOUT_TEXT = Set.of("knimeNode", "fullDescription", "tab", "ports", "views",
            "keywords", "ul", "ol", "dl", "table", "tr", "pre", "br");

    /** Elements in which elements stand in this order, the first of them at least once. */
    private static final Map<String, List<String>> ORDER = Map.of("knimeNode",
            List.of("name", "shortDescription", "fullDescription", "interactiveView", "ports", "views", "keywords"),
            "fullDescription", List.of("intro", "option", "tab", "link"), "ports",
            List.of("inPort", "dynInPort", "outPort", "dynOutPort"), "tab", List.of("description", "option"));

    static {
        allow("intro dd td th", BLOCKS + "h3 h4 table");
        allow("option inPort outPort dynInPort dynOutPort view interactiveView", BLOCKS);
        allow("p li description", INLINE + LISTS);
        allow("b i em u s tt code samp sub sup h3 h4 dt", INLINE);
        allow("a", LIGHT);
        allow("pre", "a br em code samp " + FONT);
        allow("ul ol", "li");
        allow("dl", "dt dd");
        allow("table", "tr");
        allow("tr", "th td");
        allow("views", "view");
        allow("keywords", "keyword");
        ORDER.forEach((parent, children) -> CONTENT.put(parent, Set.copyOf(children)));
    }

    private final List<String> problems = new ArrayList<>();

    private DescriptionRules() {}

    private static void allow(final String parents, final String children) {
        Arrays.stream(parents.split(" ")).forEach(parent -> CONTENT.put(parent, Set.of(children.trim().split(" "))));
    }

    /** {@return what is wrong with a description, in words} */
    static List<String> broken(final Element root) {
        final DescriptionRules rules = new DescriptionRules();
        rules.check(root);
        final Set<String> types = Arrays.stream(NodeFactory.NodeType.values()).map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        types.removeAll(Set.of("Meta", "Missing", "Subnode", "VirtualIn", "VirtualOut"));
        if (!types.contains(root.getAttribute("type"))) {
            rules.problems.add("There is no node type " + root.getAttribute("type"));
        }
        return rules.problems;
    }

    private void check(final Element element) {
        final String name = element.getLocalName();
        final Set<String> allowed = CONTENT.getOrDefault(name, Set.of());
        final List<String> order = ORDER.getOrDefault(name, List.of());
        int position = 0;
        int children = 0;
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children++;
                final int next = order.indexOf(child.getLocalName());
                if (!allowed.contains(child.getLocalName())) {
                    problems.add("<" + child.getLocalName() + "> cannot stand in <" + name + ">");
                } else if (!order.isEmpty() && next < position) {
                    problems.add("<" + child.getLocalName() + "> stands too late in <" + name + ">");
                }
                position = Math.max(position, next);
                check(child);
            } else if (WITHOUT_TEXT.contains(name) && !node.getTextContent().isBlank()) {
                problems.add("<" + name + "> cannot have text");
            }
        }
        checkCount(name, children);
        checkAttributes(element, name);
    }

    private void checkCount(final String name, final int children) {
        final boolean needsSome = Set.of("tab", "views", "keywords", "ul", "ol", "dl", "table", "tr", "pre")
                .contains(name);
        if (needsSome && children == 0 || "pre".equals(name) && children > 1) {
            problems.add("<" + name + "> has " + children + " elements");
        }
    }

    private void checkAttributes(final Element element, final String name) {
        if ((PORTS.contains(name) || Set.of("option", "tab", "view", "interactiveView").contains(name))
                && element.getAttribute("name").isBlank()) {
            problems.add("<" + name + "> has no name");
        }
        if (name.startsWith("dyn") && element.getAttribute("group-identifier").isBlank()) {
            problems.add("<" + name + "> has no group");
        }
        if (Set.of("a", "link").contains(name) && !element.hasAttribute("href")) {
            problems.add("<" + name + "> has no address");
        }
        if ("keyword".equals(name) && element.getTextContent().isBlank()) {
            problems.add("<keyword> is empty");
        }
    }
}
