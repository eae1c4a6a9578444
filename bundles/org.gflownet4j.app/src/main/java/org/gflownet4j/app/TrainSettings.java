package org.gflownet4j.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.app.workflow.Connection;
import org.gflownet4j.app.workflow.Workflow;
import org.gflownet4j.app.workflow.WorkflowNode;
import org.gflownet4j.operation.Operations;

/**
 * A settings file of {@code gflownet train}, as the workflow that it stands for.
 *
 * @param workflow the nodes of the example workflow, with the file's settings
 * @param table file that takes the place of node {@value #DATA}; empty for the example data
 */
record TrainSettings(Workflow workflow, Optional<Path> table) {

    /** The node that gives the data. */
    static final int DATA = 1;

    private static final int SPACE = 2;
    private static final int REWARD = 3;
    private static final int LEARNER = 4;
    private static final int SAMPLER = 5;
    private static final int EVALUATOR = 6;

    private static final String TABLE = "table";
    private static final String EXAMPLE_DATA = "exampleData";

    /** Part of the file → operation, in the order of the nodes. */
    private static final Map<String, String> PARTS = parts();

    private static Map<String, String> parts() {
        final Map<String, String> parts = new LinkedHashMap<>();
        parts.put(EXAMPLE_DATA, "ExampleData");
        parts.put("sequenceSpace", "SequenceSpace");
        parts.put("tableReward", "TableReward");
        parts.put("learner", "Learner");
        parts.put("sampler", "Sampler");
        parts.put("evaluator", "Evaluator");
        return parts;
    }

    private static final List<Connection> CONNECTIONS = List.of(new Connection(DATA, 1, REWARD, 1),
            new Connection(SPACE, 1, LEARNER, 1), new Connection(REWARD, 1, LEARNER, 2),
            new Connection(LEARNER, 1, SAMPLER, 1), new Connection(LEARNER, 1, EVALUATOR, 1),
            new Connection(REWARD, 1, EVALUATOR, 2));

    /**
     * Understands a settings file.
     *
     * @param json its content
     * @param file its place; the table's name is meant from its folder
     * @return the workflow
     * @throws InputException if something in it is unknown or of the wrong kind
     */
    static TrainSettings of(final Map<String, Object> json, final Path file) throws InputException {
        for (final String key : json.keySet()) {
            if (!key.equals(TABLE) && !PARTS.containsKey(key)) {
                throw new InputException(file + ": there is no part \"" + key + "\". Known parts are table, "
                        + String.join(", ", PARTS.keySet()) + ".");
            }
        }
        if (json.containsKey(TABLE) && json.containsKey(EXAMPLE_DATA)) {
            throw new InputException(file + ": it has both \"table\" and \"exampleData\". Give one of them.");
        }
        final Optional<Path> table = table(json.get(TABLE), file);
        final List<WorkflowNode> nodes = new ArrayList<>();
        for (final Map.Entry<String, String> part : PARTS.entrySet()) {
            final int id = nodes.size() + 1;
            nodes.add(id == DATA && table.isPresent()
                    ? new WorkflowNode(id, name(table.get()), "", Map.of())
                    : WorkflowNode.of(id, Operations.find(part.getValue()).orElseThrow(),
                            settings(part.getKey(), json.get(part.getKey()), file)));
        }
        return new TrainSettings(new Workflow(name(file).replaceFirst("\\.json$", ""), nodes, CONNECTIONS), table);
    }

    private static String name(final Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Optional<Path> table(final Object name, final Path file) throws InputException {
        if (name == null) {
            return Optional.empty();
        }
        try {
            if (name instanceof String text && !text.isEmpty()) {
                return Optional.of(file.resolveSibling(text));
            }
        } catch (final InvalidPathException e) {
            throw new InputException(file + ": \"" + name + "\" can not be the name of a file.", e);
        }
        throw new InputException(file + ": \"table\" must be the name of a CSV file, in quotes.");
    }

    private static Map<String, Object> settings(final String part, final Object value, final Path file)
            throws InputException {
        final Map<String, Object> settings = new LinkedHashMap<>();
        if (value == null) {
            return settings;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new InputException(file + ": \"" + part + "\" must be an object of settings, for example {}.");
        }
        for (final Map.Entry<?, ?> setting : map.entrySet()) {
            if (setting.getValue() instanceof Map || setting.getValue() instanceof List) {
                throw new InputException(file + ": \"" + setting.getKey() + "\" in \"" + part
                        + "\" must be a number, a text, true or false.");
            }
            if (setting.getValue() != null) {
                settings.put(String.valueOf(setting.getKey()), setting.getValue());
            }
        }
        return settings;
    }
}
