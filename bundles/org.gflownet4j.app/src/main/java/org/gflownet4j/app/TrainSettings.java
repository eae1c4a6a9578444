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
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Operations;
import org.gflownet4j.operation.Port;

/**
 * A settings file of {@code gflownet train}, as the workflow that it stands for.
 *
 * @param workflow the nodes of the example workflow, with the file's settings
 * @param tables node → file that takes its place; without a table of measured data, node {@value #DATA} gives the example
 *            data
 */
record TrainSettings(Workflow workflow, Map<Integer, Path> tables) {

    /** The node that gives the data. */
    static final int DATA = 1;

    private static final int SPACE = 2;
    private static final int REWARD = 3;
    private static final int LEARNER = 4;
    private static final int SAMPLER = 5;
    private static final int EVALUATOR = 6;
    private static final int KNOWN = 7;
    private static final int TEST = 8;
    private static final int START = 9;

    private static final String TABLE = "table";
    private static final String EXAMPLE_DATA = "exampleData";
    /** Tables that may be left out → their node. */
    private static final Map<String, Integer> OPTIONAL_TABLES = optionalTables();

    private static Map<String, Integer> optionalTables() {
        final Map<String, Integer> tables = new LinkedHashMap<>();
        tables.put("knownTable", KNOWN);
        tables.put("testTable", TEST);
        tables.put("startTable", START);
        return tables;
    }

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
            new Connection(SPACE, 1, REWARD, 2), new Connection(SPACE, 1, LEARNER, 1),
            new Connection(REWARD, 1, LEARNER, 2),
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
            if (!key.equals(TABLE) && !OPTIONAL_TABLES.containsKey(key) && !PARTS.containsKey(key)) {
                throw new InputException(file + ": there is no part \"" + key + "\". Known parts are table, "
                        + String.join(", ", OPTIONAL_TABLES.keySet()) + ", " + String.join(", ", PARTS.keySet()) + ".");
            }
        }
        if (json.containsKey(TABLE) && json.containsKey(EXAMPLE_DATA)) {
            throw new InputException(file + ": it has both \"table\" and \"exampleData\". Give one of them.");
        }
        final Map<Integer, Path> tables = tables(json, file);
        final List<WorkflowNode> nodes = new ArrayList<>();
        for (final Map.Entry<String, String> part : PARTS.entrySet()) {
            final int id = nodes.size() + 1;
            final Operation<?> operation = Operations.find(part.getValue()).orElseThrow();
            nodes.add(tables.containsKey(id) ? new WorkflowNode(id, name(tables.get(id)), "", Map.of())
                    : WorkflowNode.of(id, operation, settings(part.getKey(), json.get(part.getKey()), file),
                            optionalInputs(id, operation, tables)));
        }
        final List<Connection> connections = new ArrayList<>(CONNECTIONS);
        for (final int id : OPTIONAL_TABLES.values()) {
            if (tables.containsKey(id)) {
                nodes.add(new WorkflowNode(id, name(tables.get(id)), "", Map.of()));
                connections.add(switch (id) {
                    case KNOWN -> new Connection(KNOWN, 1, SAMPLER, 2);
                    case TEST -> new Connection(TEST, 1, EVALUATOR, 3);
                    default -> new Connection(START, 1, LEARNER, 3);
                });
            }
        }
        return new TrainSettings(new Workflow(name(file).replaceFirst("\\.json$", ""), nodes, connections), tables);
    }

    /** The optional inputs that something is connected to: each of these operations has one. */
    private static Port[] optionalInputs(final int id, final Operation<?> operation,
            final Map<Integer, Path> tables) {
        final boolean connected = switch (id) {
            case REWARD -> true;
            case LEARNER -> tables.containsKey(START);
            case SAMPLER -> tables.containsKey(KNOWN);
            case EVALUATOR -> tables.containsKey(TEST);
            default -> false;
        };
        return operation.inputs().stream().filter(port -> connected && port.optional()).toArray(Port[]::new);
    }

    private static Map<Integer, Path> tables(final Map<String, Object> json, final Path file) throws InputException {
        final Map<Integer, Path> tables = new LinkedHashMap<>();
        table(TABLE, json, file).ifPresent(table -> tables.put(DATA, table));
        for (final Map.Entry<String, Integer> optional : OPTIONAL_TABLES.entrySet()) {
            table(optional.getKey(), json, file).ifPresent(table -> tables.put(optional.getValue(), table));
        }
        return tables;
    }

    private static String name(final Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Optional<Path> table(final String part, final Map<String, Object> json, final Path file)
            throws InputException {
        final Object name = json.get(part);
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
        throw new InputException(file + ": \"" + part + "\" must be the name of a CSV file, in quotes.");
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
