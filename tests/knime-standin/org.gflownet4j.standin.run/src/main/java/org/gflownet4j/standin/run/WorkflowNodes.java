package org.gflownet4j.standin.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.gflownet4j.standin.NodeRun;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.node.view.NodeViewFactory;

/** Runs the nodes of a workflow directory one after the other, each by itself, handing outputs on along the connections. */
final class WorkflowNodes implements AutoCloseable {

    private final InstalledNodes installed;
    private final Path folder;
    private final Path out;
    private final NodeSettingsRO workflow;
    private final Map<Integer, NodeRun> done = new LinkedHashMap<>();
    private final StringBuilder log = new StringBuilder();

    WorkflowNodes(final InstalledNodes installed, final Path folder, final Path out)
            throws IOException {
        this.installed = installed;
        this.folder = folder;
        this.out = out;
        try (InputStream in = Files.newInputStream(folder.resolve("workflow.knime"))) {
            this.workflow = NodeSettings.loadFromXML(in);
        }
    }

    /** Runs every node as soon as all that it needs is there. */
    void execute() throws IOException, InvalidSettingsException {
        final Map<Integer, String> waiting = new LinkedHashMap<>();
        final NodeSettingsRO nodes = workflow.getNodeSettings("nodes");
        for (final String key : nodes.keySet()) {
            final NodeSettingsRO node = nodes.getNodeSettings(key);
            waiting.put(node.getInt("id"), node.getString("node_settings_file"));
        }
        while (!waiting.isEmpty()) {
            final List<Integer> ready = new ArrayList<>();
            for (final Integer id : waiting.keySet()) {
                if (connections(id).values().stream().allMatch(source -> done.containsKey(source[0]))) {
                    ready.add(id);
                }
            }
            if (ready.isEmpty()) {
                throw new IllegalStateException("Nodes wait for each other: " + waiting);
            }
            for (final Integer id : ready) {
                run(id, folder.resolve(waiting.remove(id)));
            }
        }
        Files.writeString(out.resolve("log.txt"), log);
    }

    /** Input port of a node → node and port that it is connected to, ports counted from 1. */
    private Map<Integer, int[]> connections(final int id) throws InvalidSettingsException {
        final Map<Integer, int[]> inputs = new LinkedHashMap<>();
        final NodeSettingsRO all = workflow.getNodeSettings("connections");
        for (final String key : all.keySet()) {
            final NodeSettingsRO connection = all.getNodeSettings(key);
            if (connection.getInt("destID") == id) {
                inputs.put(connection.getInt("destPort"),
                        new int[]{connection.getInt("sourceID"), connection.getInt("sourcePort")});
            }
        }
        return inputs;
    }

    private void run(final int id, final Path settings) throws IOException, InvalidSettingsException {
        final NodeSettingsRO node;
        try (InputStream in = Files.newInputStream(settings)) {
            node = NodeSettings.loadFromXML(in);
        }
        final NodeFactory<?> factory = installed.create(node.getString("factory"));
        final NodeRun run = NodeRun.of(factory).load(node);
        done.put(id, run);
        final Map<Integer, int[]> connections = connections(id);
        final PortObject[] inputs = new PortObject[run.inPorts().length];
        for (int i = 0; i < inputs.length; i++) {
            final int[] source = connections.get(i + 1);
            inputs[i] = source == null ? null : done.get(source[0]).output(source[1] - 1);
        }
        final boolean worked = run.execute(inputs);
        log.append(id).append('\t').append(factory.getNodeName()).append('\t').append(worked ? "executed" : "failed")
                .append('\t').append(run.message().map(Object::toString).orElse("")).append('\n');
        if (worked) {
            for (int port = 0; port < run.outPorts().length; port++) {
                write(id + "-" + (port + 1), run.output(port));
            }
            if (factory instanceof NodeViewFactory<?> view && view.hasNodeView()) {
                Files.write(out.resolve(id + ".html"), page(view, run.model()));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static byte[] page(final NodeViewFactory<?> factory, final NodeModel model) throws IOException {
        try (InputStream in = ((NodeViewFactory<NodeModel>) factory).createNodeView(model).getPage()
                .getInputStream()) {
            return in.readAllBytes();
        }
    }

    private void write(final String name, final PortObject object) throws IOException {
        if (object instanceof BufferedDataTable table) {
            try (Writer file = Files.newBufferedWriter(out.resolve(name + ".tsv"))) {
                file.write(String.join("\t", table.getDataTableSpec().getColumnNames()) + "\n");
                for (final DataRow row : table) {
                    file.write(row.stream().map(cell -> cell.isMissing() ? "" : cell.toString())
                            .collect(Collectors.joining("\t")) + "\n");
                }
            }
        } else {
            log.append(name).append('\t').append(object.getSummary()).append('\n');
        }
    }

    @Override
    public void close() {
        done.values().forEach(NodeRun::close);
    }
}
