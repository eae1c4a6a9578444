package org.gflownet4j.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Port;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.operation.TableRewardOperation;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;

/** Small inputs for every operation: sequences of three letters, four of them measured. */
final class SmallRun {

    static final Sequence SPACE = new Sequence("DNA", "ACGT", 3, 3);
    static final Table MEASURED = Table.builder(new Table.Column("sequence", Table.Type.TEXT),
            new Table.Column("score", Table.Type.NUMBER)).row("AAA", 1.0).row("ACG", 2.0).row("TTT", 4.0)
            .row("GGG", 3.0).build();

    private static GFlowNetModel model;

    private SmallRun() {
    }

    static TableReward reward() {
        final TableRewardOperation operation = new TableRewardOperation();
        return operation.reward(operation.defaults(), MEASURED, Progress.NONE);
    }

    static synchronized GFlowNetModel model() {
        if (model == null) {
            final LearnerOperation operation = new LearnerOperation();
            model = operation.learn(SettingsMap.fromMap(operation.defaults(), Map.of("updates", 20, "batchSize", 8,
                    "hiddenUnits", 16, "backend", "JAVA")), SPACE, reward(), Execution.QUIET).model();
        }
        return model;
    }

    /** Runs the operation of a node with parameters. */
    static List<Object> of(final OperationNode<?, ?> node, final OperationParameters parameters) {
        return run(node.operation(), parameters);
    }

    private static <S extends Record> List<Object> run(final Operation<S> operation,
            final OperationParameters parameters) {
        final List<Object> inputs = new ArrayList<>();
        for (final Port port : operation.inputs()) {
            final Object content = switch (port.type()) {
                case TABLE -> MEASURED;
                case DESIGN_SPACE -> SPACE;
                case REWARD -> reward();
                case MODEL -> model();
                case PICTURE -> throw new IllegalStateException("No operation takes pictures.");
            };
            inputs.add(port.optional() ? Optional.of(content) : content);
        }
        return operation.run(parameters.settings(operation.defaults()), inputs, Execution.QUIET);
    }
}
