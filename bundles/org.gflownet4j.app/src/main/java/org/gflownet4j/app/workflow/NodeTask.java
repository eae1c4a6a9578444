package org.gflownet4j.app.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.OperationException;
import org.gflownet4j.operation.SettingsMap;

/**
 * An operation with the settings that it is to run with.
 *
 * @param operation what to do
 * @param settings how
 * @param <S> the type of the settings
 */
public record NodeTask<S extends Record>(Operation<S> operation, S settings) {

    /**
     * An operation with what the user chose, and defaults for the rest.
     *
     * @param operation what to do
     * @param node its settings and changes; settings that this version does not know are passed over, since a newer version
     *            may have written them
     * @param <S> the type of the settings
     * @return ready to run
     * @throws OperationException if a change is of a setting that does not exist, or a value does not fit
     */
    static <S extends Record> NodeTask<S> of(final Operation<S> operation, final WorkflowNode node) {
        final Map<String, Object> values = new LinkedHashMap<>(node.settings());
        values.keySet().removeAll(unknown(operation, node));
        values.putAll(node.changes());
        return new NodeTask<>(operation, node.settings().isEmpty() ? SettingsMap.fromMap(operation.defaults(), values)
                : SettingsMap.fromSaved(operation.defaults(), values));
    }

    /** Names of settings in a node's file that its operation does not have, in alphabetical order. */
    static List<String> unknown(final Operation<?> operation, final WorkflowNode node) {
        final Set<String> known = SettingsMap.toMap(operation.defaults()).keySet();
        return node.settings().keySet().stream().filter(key -> !known.contains(key)).sorted().toList();
    }

    List<Object> run(final List<Object> inputs, final Execution execution) {
        return operation.run(settings, inputs, execution);
    }
}
