package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.PlainNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.table.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** The node <em>GFlowNet Scorer</em>. */
public final class ScorerNodeFactory extends DefaultNodeFactory {

    static final OperationNode<ScorerParameters, ScorerOperation.Settings> NODE = new OperationNode<>(
            new ScorerOperation(), ScorerParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Predictor;
        }

        @Override
        public String description() {
            return """
                    <p>Says for each object of a table how likely a trained GFlowNet is to draw it: for objects that you have
                    in mind already, such as those of a catalogue, and for comparing models.</p>
                    <p><b>How to read the result.</b> The table keeps its rows and columns and gets four more. <i>reward</i>
                    is what the model was trained for, <i>log reward</i> its natural logarithm. <i>log-probability</i> is the
                    natural logarithm of how likely the model is to draw the object; for a perfect model it is the log reward
                    minus one number, which is the same for all objects. Where an object can be built in several ways, it is
                    estimated from some of them, and <i>standard error</i> says how exact the estimate is; 0 means that it is
                    exact. From about 0.5 on it is itself rough: take more walks per object then.</p>
                    <p><b>Objects that the model can not build</b>, and rows without an object, get missing values; one
                    warning says how many there are, and what is wrong with the first.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("log-likelihood", "probability", "rank", "predict", "reward");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.EVALUATION, Literature.FOUNDATIONS);
        }

        @Override
        protected List<String> columns(final ScorerParameters parameters, final DataTableSpec table)
                throws InvalidSettingsException {
            return List.of(Columns.text(table, parameters.objectColumn, "objects"));
        }

        @Override
        protected List<Table.Column> addedColumns(final DataTableSpec table) {
            return ScorerOperation.addedColumns(List.of(table.getColumnNames()));
        }

        @Override
        protected PortObjectSpec[] configure(final ScorerParameters parameters, final InputSpecs inputs) {
            return new PortObjectSpec[]{
                    inputs.table().map(table -> TableWriter.spec(table, addedColumns(table))).orElse(null)};
        }
    };

    /** For KNIME. */
    public ScorerNodeFactory() {
        super(PlainNode.of(NODE, "scorer.png"));
    }
}
