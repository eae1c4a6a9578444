package org.gflownet4j.knime.node;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.knime.view.ViewNodeFactory;
import org.gflownet4j.operation.EvaluatorOperation;
import org.gflownet4j.report.NodePages;
import org.gflownet4j.table.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** The node <em>GFlowNet Evaluator</em>. */
public final class EvaluatorNodeFactory extends ViewNodeFactory<EvaluatorParameters> {

    static final OperationNode<EvaluatorParameters, EvaluatorOperation.Settings> NODE = new OperationNode<>(
            new EvaluatorOperation(), EvaluatorParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Other;
        }

        @Override
        public String description() {
            return """
                    <p>Measures how closely a trained GFlowNet draws objects in proportion to their reward. It draws samples of
                    its own; nothing needs to be sampled before.</p>
                    <p>Where all objects of the design space can be listed (up to a few million), the figures are <b>exact</b>:
                    they compare the probabilities of all objects with what they should be. Elsewhere they come from
                    samples, and the node says so.</p>
                    <p><b>How to read the result.</b> <i>tv</i> (total variation) is the share of the draws that would have
                    to change for a perfect match: 0 is perfect, 0.1 very good, 0.5 poor. <i>elbo_gap</i> is the same
                    in another currency (nats), 0 is perfect. <i>slope</i> should be 1: below it, probabilities spread
                    more than rewards do, through errors or because good objects are preferred too strongly; above it,
                    they are not preferred enough. Figures from samples never reach their ideal even for a perfect
                    model; the column <i>perfect</i> tells how close a perfect one would come with as many samples. In the
                    second picture each dot is an object: on the line, it is drawn exactly as often as it should be.</p>
                    <p>Objects of a <b>test table</b>, for example measured ones that were held back, can be connected to the
                    optional port; the node then tells how the model ranks them.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("quality", "exact", "total variation", "ELBO", "correlation", "score");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.EVALUATION, Literature.FOUNDATIONS);
        }

        @Override
        protected List<String> columns(final EvaluatorParameters parameters, final DataTableSpec table)
                throws InvalidSettingsException {
            return List.of(Columns.text(table, parameters.testColumn, "test objects"));
        }

        @Override
        protected PortObjectSpec[] configure(final EvaluatorParameters parameters, final InputSpecs inputs)
                throws InvalidSettingsException {
            inputs.requireRewardFits();
            final PortObjectSpec picture = new ImagePortObjectSpec(PNGImageContent.TYPE);
            return new PortObjectSpec[]{TableWriter.spec(EvaluatorOperation.METRIC_COLUMNS),
                    TableWriter.spec(EvaluatorOperation.DISTRIBUTION_COLUMNS),
                    inputs.space().map(EvaluatorOperation::pointColumns).map(TableWriter::spec).orElse(null), picture,
                    picture};
        }
    };

    /** For KNIME. */
    public EvaluatorNodeFactory() {
        super(NODE, "evaluator.png",
                "How exact the model is, in words, figures and plots: rewards of the draws beside what "
                        + "they should be, and log-probability against log reward, object by object.",
                EvaluatorNodeFactory::page);
    }

    private static String page(final List<Table> tables, final Optional<Table> figures,
            final List<String> remarks) {
        return tables.isEmpty() ? NodePages.empty(NODE.operation().name(), remarks)
                : NodePages.evaluation(tables.get(0), tables.get(1), tables.get(2), remarks);
    }
}
