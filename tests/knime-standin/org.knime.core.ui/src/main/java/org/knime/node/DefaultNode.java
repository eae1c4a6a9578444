package org.knime.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.util.Version;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.impl.description.ExternalResource;

/** A node, said step by step. The stand-in's nodes of this kind have no view. */
public final class DefaultNode implements FluentNodeAPI {

    final String name;

    final String icon;

    final String shortDescription;

    final String fullDescription;

    final Version since;

    final List<PortGroup> ports;

    final DefaultModel model;

    final List<ExternalResource> resources = new ArrayList<>();

    final List<String> keywords = new ArrayList<>();

    NodeType type;

    private DefaultNode(final String name, final String icon, final String shortDescription,
            final String fullDescription, final Version since, final List<PortGroup> ports, final DefaultModel model) {
        this.name = name;
        this.icon = icon;
        this.shortDescription = shortDescription;
        this.fullDescription = fullDescription;
        this.since = since;
        this.ports = ports;
        this.model = model;
    }

    public static RequireName create() {
        return name -> icon -> shortDescription -> fullDescription -> (major, minor, revision) -> ports -> model -> {
            final List<PortGroup> groups = PortGroup.of(ports);
            return new DefaultNode(name, icon, shortDescription, fullDescription, new Version(major, minor, revision),
                    groups, model.apply(DefaultModel.create()));
        };
    }

    public DefaultNode nodeType(final NodeType nodeType) {
        CheckUtils.checkState(type == null,
                "nodeType() has already been called; a node can only have one node type.");
        type = nodeType;
        return this;
    }

    public DefaultNode keywords(final String... words) {
        CheckUtils.checkState(keywords.isEmpty(),
                "keywords() has already been called; a node can only have one list of keywords.");
        CheckUtils.checkArgumentNotNull(words);
        CheckUtils.checkArgument(!Arrays.asList(words).contains(null), "keywords list must not contain null values");
        keywords.addAll(List.of(words));
        return this;
    }

    public DefaultNode addExternalResource(final String href, final String description) {
        resources.add(new ExternalResource(CheckUtils.checkArgumentNotNull(href),
                CheckUtils.checkArgumentNotNull(description)));
        return this;
    }

    /** Takes the node's name. */
    public interface RequireName {

        RequireIcon name(String name);
    }

    /** Takes the file of the node's icon. */
    public interface RequireIcon {

        RequireShortDescription icon(String icon);
    }

    /** Takes one sentence on the node. */
    public interface RequireShortDescription {

        RequireFullDescription shortDescription(String shortDescription);
    }

    /** Takes the text on the node. */
    public interface RequireFullDescription {

        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** Takes the version that first has the node. */
    public interface RequireSinceVersion {

        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** Takes what the node does. */
    public interface RequireModel {

        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }
}
