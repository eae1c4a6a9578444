package org.gflownet4j.app.workflow;

import java.util.List;
import java.util.Map;

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
     * @param values setting's name → value
     * @param <S> the type of the settings
     * @return ready to run
     * @throws OperationException if there is no setting of some name, or a value does not fit it
     */
    static <S extends Record> NodeTask<S> of(final Operation<S> operation, final Map<String, Object> values) {
        return new NodeTask<>(operation, SettingsMap.fromMap(operation.defaults(), values));
    }

    List<Object> run(final List<Object> inputs, final Execution execution) {
        return operation.run(settings, inputs, execution);
    }
}
