package org.gflownet4j.app.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a workflow directory in the format of KNIME 5.8: {@code workflow.knime} lists nodes and connections, each node's
 * {@code settings.xml} its factory class and settings.
 */
public final class WorkflowReader {

    private static final String WORKFLOW_FILE = "workflow.knime";
    private static final String NATIVE_NODE = "NativeNode";
    /** KNIME writes dialog state of older setting types beside the setting, under its name with this ending. */
    private static final String INTERNALS_SUFFIX = "_Internals";

    private static final String PORT_GROUPS = "node_creation_config";
    private static final String PORT_CLASS = "object_class";

    private final Path folder;

    private WorkflowReader(final Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a workflow.
     *
     * @param folder a workflow directory
     * @return what its files say; not checked for sense yet
     * @throws WorkflowException if this is no workflow directory, or a file of it is missing or damaged
     */
    public static Workflow read(final Path folder) {
        if (!Files.exists(folder)) {
            throw none("There is no folder " + folder + ".", "Check the name.");
        }
        if (!Files.isDirectory(folder)) {
            throw none(folder + " is no folder.", folder.toString().endsWith(".knwf")
                    ? "It is an exported workflow: unzip it, and give the folder that comes out."
                    : "Give the folder of a KNIME workflow; it holds a file " + WORKFLOW_FILE + ".");
        }
        if (!Files.isRegularFile(folder.resolve(WORKFLOW_FILE))) {
            throw none("The folder " + folder + " is no KNIME workflow: it holds no file " + WORKFLOW_FILE + ".",
                    "Give the folder of the workflow itself.");
        }
        return new WorkflowReader(folder).read();
    }

    private static WorkflowException none(final String problem, final String resolution) {
        return new WorkflowException(WorkflowException.Reason.NO_WORKFLOW, problem, resolution);
    }

    private static WorkflowException bad(final String problem) {
        return new WorkflowException(WorkflowException.Reason.BAD_FILE, problem, "Save the workflow again in KNIME.");
    }

    private Workflow read() {
        final XmlConfig config = XmlConfigReader.read(folder.resolve(WORKFLOW_FILE));
        final List<WorkflowNode> nodes = new ArrayList<>();
        final Set<Integer> ids = new HashSet<>();
        for (final XmlConfig node : section(config, "nodes").configs()) {
            final int id = number(node, "id");
            if (!ids.add(id)) {
                throw bad(WORKFLOW_FILE + " lists two nodes #" + id + ".");
            }
            nodes.add(node(id, node));
        }
        final List<Connection> connections = new ArrayList<>();
        for (final XmlConfig connection : section(config, "connections").configs()) {
            connections.add(new Connection(number(connection, "sourceID"), number(connection, "sourcePort"),
                    number(connection, "destID"), number(connection, "destPort")));
        }
        final Path name = folder.toAbsolutePath().normalize().getFileName();
        return new Workflow(config.value("name").orElse(name == null ? "workflow" : name.toString()), nodes,
                connections);
    }

    private static XmlConfig section(final XmlConfig config, final String name) {
        return config.config(name).orElseThrow(() -> bad(WORKFLOW_FILE + " has no part \"" + name + "\"."));
    }

    private static int number(final XmlConfig config, final String name) {
        return config.wholeNumber(name).orElseThrow(() -> bad(WORKFLOW_FILE + ": in \"" + config.key() + "\", \"" + name
                + "\" is missing or no whole number."));
    }

    private WorkflowNode node(final int id, final XmlConfig node) {
        final String file = node.value("node_settings_file").orElseThrow(() -> bad("Node #" + id
                + " has no settings: " + WORKFLOW_FILE + " does not name a file for them."));
        if (isContainer(node)) {
            return new WorkflowNode(id, folderName(file, id), "", Map.of());
        }
        final XmlConfig settings = XmlConfigReader.read(settingsFile(id, file));
        final String name = settings.value("name").or(() -> settings.value("node-name"))
                .orElse(folderName(file, id));
        final String factory = settings.value("factory")
                .orElseThrow(() -> bad(file + " does not say which node it belongs to: it has no entry \"factory\"."));
        return new WorkflowNode(id, name, factory,
                settings.config("model").map(WorkflowReader::settings).orElse(Map.of()), Map.of(),
                settings.config(PORT_GROUPS).map(groups -> portGroups(groups, file)).orElse(List.of()));
    }

    /** Metanodes and components hold workflows of their own. */
    private static boolean isContainer(final XmlConfig node) {
        final Optional<String> type = node.value("node_type");
        return type.isPresent() ? !type.get().equals(NATIVE_NODE)
                : node.value("node_is_meta").filter("true"::equals).isPresent();
    }

    /** The node's name as its folder has it: {@code Metanode (#7)/workflow.knime} → {@code Metanode}. */
    private static String folderName(final String file, final int id) {
        return file.replaceFirst("/.*", "").replaceFirst(" \\(#" + id + "\\)$", "");
    }

    /** The place of a node's settings, which must lie inside the workflow, whatever its name and links say. */
    private Path settingsFile(final int id, final String name) {
        final Path file;
        try {
            file = folder.resolve(name);
            if (Path.of(name).isAbsolute()
                    || !file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
                throw bad("The settings file of node #" + id + ", \"" + name + "\", does not lie in the workflow.");
            }
            if (!Files.isRegularFile(file)) {
                throw bad("Node #" + id + " has no settings: the file " + file + " is missing.");
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw bad("The settings file of node #" + id + ", \"" + name + "\", is a link that leads out of the "
                        + "workflow.");
            }
        } catch (final InvalidPathException | IOException e) {
            throw new WorkflowException(WorkflowException.Reason.BAD_FILE, "The settings file of node #" + id + ", \""
                    + name + "\", can not be opened: " + e.getMessage() + ".", "Save the workflow again in KNIME.", e);
        }
        return file;
    }

    /**
     * Within the part, each group of ports is a config of its name, and each port that was added to it a config
     * {@code port_0}, {@code port_1}, … of its class; groups of ports that can not be changed are empty.
     */
    private static List<PortGroup> portGroups(final XmlConfig groups, final String file) {
        final List<PortGroup> list = new ArrayList<>();
        for (final XmlConfig group : groups.configs()) {
            final List<String> classes = new ArrayList<>();
            // a port whose type can be exchanged stands in the group itself
            group.value(PORT_CLASS).ifPresent(classes::add);
            for (final XmlConfig port : group.configs()) {
                classes.add(port.value(PORT_CLASS).orElseThrow(() -> bad(file + ": the port \"" + port.key()
                        + "\" of the group \"" + group.key() + "\" has no \"" + PORT_CLASS + "\".")));
            }
            list.add(new PortGroup(group.key(), classes));
        }
        return list;
    }

    private static Map<String, Object> settings(final XmlConfig model) {
        final Map<String, Object> settings = new LinkedHashMap<>(model.values());
        for (final XmlConfig inner : model.configs()) {
            if (!inner.key().endsWith(INTERNALS_SUFFIX)) {
                settings.put(inner.key(), "a group of settings");
            }
        }
        return settings;
    }
}
