package org.gflownet4j.endtoend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.w3c.dom.Element;

/**
 * Something that p2 can install.
 *
 * @param id its name
 * @param version its version
 * @param singleton whether there may be one version of it only
 * @param filter on which platforms; empty for all
 * @param properties name, description, provider and the like
 * @param licence its text; empty if there is none
 * @param copyright its text; empty if there is none
 * @param provides capabilities, as {@code namespace/name}
 * @param requirements what it needs
 * @param hasArtifact whether there is something to download
 */
record Unit(String id, String version, boolean singleton, String filter, Map<String, String> properties, String licence,
        String copyright, Set<String> provides, List<Requirement> requirements, boolean hasArtifact) {

    /**
     * What a unit needs.
     *
     * @param capability {@code namespace/name}
     * @param range of versions
     * @param filter on which platforms; empty for all
     */
    record Requirement(String capability, String range, String filter) {

        boolean appliesTo(final Platform platform) {
            return matches(filter, platform);
        }
    }

    static Unit of(final Element unit) {
        final Map<String, String> properties = new HashMap<>();
        for (final Element property : entries(unit, "properties", "property")) {
            properties.put(property.getAttribute("name"), property.getAttribute("value"));
        }
        final Set<String> provides = new HashSet<>();
        for (final Element provided : entries(unit, "provides", "provided")) {
            provides.add(provided.getAttribute("namespace") + "/" + provided.getAttribute("name"));
        }
        final List<Requirement> requirements = entries(unit, "requires", "required").stream()
                .map(required -> new Requirement(
                        required.getAttribute("namespace") + "/" + required.getAttribute("name"),
                        required.getAttribute("range"), text(required, "filter")))
                .toList();
        return new Unit(unit.getAttribute("id"), unit.getAttribute("version"),
                !unit.getAttribute("singleton").equals("false"), text(unit, "filter"), properties,
                entries(unit, "licenses", "license").stream().map(Element::getTextContent).findFirst().orElse(""),
                text(unit, "copyright"), provides, requirements,
                !entries(unit, "artifacts", "artifact").isEmpty());
    }

    private static List<Element> entries(final Element unit, final String list, final String entry) {
        return UpdateSite.children(unit, list).stream().flatMap(e -> UpdateSite.children(e, entry).stream()).toList();
    }

    private static String text(final Element parent, final String name) {
        return UpdateSite.children(parent, name).stream().map(e -> e.getTextContent().strip()).findFirst().orElse("");
    }

    boolean isFor(final Platform platform) {
        return matches(filter, platform);
    }

    private static boolean matches(final String filter, final Platform platform) {
        try {
            return filter.isEmpty() || FrameworkUtil.createFilter(filter).matches(platform.environment());
        } catch (final InvalidSyntaxException e) {
            throw new AssertionError(filter, e);
        }
    }
}
