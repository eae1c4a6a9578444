package org.gflownet4j.knime.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.OperationParameters;

/** All nodes, in the order in which a user meets them. */
public final class Nodes {

    private static final List<OperationNode<?, ?>> ALL = List.of(ExampleDataNodeFactory.NODE,
            SequenceSpaceNodeFactory.NODE, CombinatorialLibrarySpaceNodeFactory.NODE, HypergridSpaceNodeFactory.NODE,
            TableRewardNodeFactory.NODE, LearnerNodeFactory.NODE, SamplerNodeFactory.NODE, ScorerNodeFactory.NODE,
            EvaluatorNodeFactory.NODE);

    private Nodes() {
    }

    public static List<OperationNode<?, ?>> all() {
        return ALL;
    }

    /** Factory class → node. */
    static Map<String, OperationNode<?, ?>> byFactory() {
        final Map<String, OperationNode<?, ?>> map = new LinkedHashMap<>();
        ALL.forEach(node -> map.put(node.getClass().getEnclosingClass().getName(), node));
        return map;
    }

    static OperationParameters defaults(final OperationNode<?, ?> node) {
        return org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil.createSettings(node.parametersClass());
    }
}
