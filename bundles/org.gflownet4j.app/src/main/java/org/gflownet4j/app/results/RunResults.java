package org.gflownet4j.app.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.app.workflow.NodeResult;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.EvaluatorOperation;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.table.Table;

/**
 * What the nodes of a run gave, by kind.
 *
 * @param nodes in the order in which they ran
 */
public record RunResults(List<NodeResult> nodes) {

    /** Copies the list. */
    public RunResults {
        nodes = List.copyOf(nodes);
    }

    /**
     * The figures of the run: what its Evaluator measured, and what it cost.
     *
     * @param seconds since the run began
     * @return name → value, in the order of the metrics file
     */
    public Map<String, Double> figures(final double seconds) {
        return RunFigures.of(this, seconds);
    }

    /** Trained models. */
    List<GFlowNetModel> models() {
        return outputs(LearnerOperation.class, 0, GFlowNetModel.class);
    }

    /** Training logs, one for each model. */
    List<Table> trainingLogs() {
        return outputs(LearnerOperation.class, 1, Table.class);
    }

    /** Tables of drawn objects. */
    List<Table> samples() {
        return outputs(SamplerOperation.class, 0, Table.class);
    }

    /** Whether the first of these tables is a selection of different ones among the drawn objects. */
    boolean isDiverseSelection() {
        return first(nodes.stream().filter(node -> node.operation() instanceof SamplerOperation).toList())
                .filter(node -> node.step().task().settings() instanceof SamplerOperation.Settings settings
                        && settings.selectDiverse())
                .isPresent();
    }

    /** Tables of objects that were scored. */
    List<Table> scored() {
        return outputs(ScorerOperation.class, 0, Table.class);
    }

    /** Tables of figures, each with what it means. */
    List<Table> metrics() {
        return outputs(EvaluatorOperation.class, 0, Table.class);
    }

    /** How samples, target and uniform sampling spread over the rewards; one for each table of figures. */
    List<Table> distributions() {
        return outputs(EvaluatorOperation.class, 1, Table.class);
    }

    /** Log rewards and log-probabilities; one for each table of figures. */
    List<Table> points() {
        return outputs(EvaluatorOperation.class, 2, Table.class);
    }

    private <T> List<T> outputs(final Class<? extends Operation<?>> kind, final int port, final Class<T> content) {
        return nodes.stream().filter(node -> kind.isInstance(node.operation()))
                .map(node -> content.cast(node.outputs().get(port))).toList();
    }

    static <T> Optional<T> first(final List<T> list) {
        return list.stream().findFirst();
    }

    /** The figures of an Evaluator's table. */
    static Map<String, Double> figures(final Table metrics) {
        final Map<String, Double> figures = new LinkedHashMap<>();
        final int names = metrics.indexOf("metric");
        final int values = metrics.indexOf("value");
        for (int row = 0; row < metrics.rows(); row++) {
            figures.put(metrics.text(row, names), metrics.number(row, values));
        }
        return figures;
    }

    /** The seconds that training of a model took; empty if the model does not say. */
    static Optional<Double> trainingSeconds(final GFlowNetModel model) {
        return number(model, "seconds");
    }

    /** A number of a model's provenance. */
    static Optional<Double> number(final GFlowNetModel model, final String name) {
        return model.provenance().get(name) instanceof Number number ? Optional.of(number.doubleValue())
                : Optional.empty();
    }
}
