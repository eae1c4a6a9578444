package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.PlainNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.operation.ExampleDataOperation;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** The node <em>GFlowNet Example Data</em>. */
public final class ExampleDataNodeFactory extends DefaultNodeFactory {

    static final OperationNode<ExampleDataParameters, ExampleDataOperation.Settings> NODE = new OperationNode<>(
            new ExampleDataOperation(), ExampleDataParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Source;
        }

        @Override
        public String description() {
            return """
                    <p>Gives a complete data set with measured values, to try GFlowNets on without data of your own.</p>
                    <p><b>TF-Bind-8 (SIX6)</b> tells how strongly the human transcription factor SIX6 binds DNA: one row for
                    each of the 65\u202f536 sequences of length 8, with the E-score measured on a protein-binding microarray
                    (about &#8722;0.5 to 0.5; above 0.45 counts as strong binding). A sequence and its reverse complement have
                    the same score, since DNA is double-stranded.</p>
                    <p>Connect the output to <i>Table Reward</i>, and take a <i>Sequence Space</i> of DNA with length 8 beside
                    it. Since every sequence is measured, the <i>GFlowNet Evaluator</i> can tell exactly how well a model has
                    learned.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("DNA", "transcription factor", "TF-Bind-8", "test data", "demo");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.BINDING);
        }

        @Override
        protected List<String> columns(final ExampleDataParameters parameters, final DataTableSpec table) {
            return List.of();
        }

        @Override
        protected PortObjectSpec[] configure(final ExampleDataParameters parameters, final InputSpecs inputs) {
            return new PortObjectSpec[]{TableWriter.spec(ExampleDataOperation.COLUMNS)};
        }
    };

    /** For KNIME. */
    public ExampleDataNodeFactory() {
        super(PlainNode.of(NODE, "example-data.png"));
    }
}
