package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.PlainNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.port.RewardPortObjectSpec;
import org.gflownet4j.operation.TableRewardOperation;
import org.gflownet4j.reward.RewardSummary;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** The node <em>Table Reward</em>. */
public final class TableRewardNodeFactory extends DefaultNodeFactory {

    static final OperationNode<TableRewardParameters, TableRewardOperation.Settings> NODE = new OperationNode<>(
            new TableRewardOperation(), TableRewardParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Learner;
        }

        @Override
        public String description() {
            return """
                    <p>Makes a reward of a table of measured objects, by looking objects up. A GFlowNet then draws each object
                    with a probability proportional to its reward: the better the score, the more often.</p>
                    <p>Scores are scaled so that the worst becomes 0 and the best 1, and raised to the power of the
                    <i>exponent</i>. With an exponent of 3, an object of scaled score 1 is drawn eight times as often as one of
                    0.5. Several scores of the same object are averaged; rows without an object or a score are left out, and
                    the node says how many.</p>
                    <p><b>Objects that are not in the table count as the floor</b>, as if they were no good. So this node is
                    right where most of the design space is measured. Connect the design space to the optional port to learn
                    which share that is. If only a few hundred of many thousand objects are measured, a reward that predicts
                    the others from the measured ones (a surrogate model) is the better choice; the node says when this is the
                    case.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("score", "assay", "measurement", "look-up", "objective");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.GFLOWNETS);
        }

        @Override
        protected List<String> columns(final TableRewardParameters parameters, final DataTableSpec table)
                throws InvalidSettingsException {
            return List.of(Columns.text(table, parameters.objectColumn, "objects"),
                    Columns.number(table, parameters.scoreColumn, "scores"));
        }

        @Override
        protected PortObjectSpec[] configure(final TableRewardParameters parameters, final InputSpecs inputs) {
            // what is in the table, and so which objects the reward knows, is seen only on execution
            return new PortObjectSpec[]{new RewardPortObjectSpec(
                    new RewardSummary("Measured scores, exponent " + parameters.exponent, RewardSummary.Kind.ANY, "", 0,
                            0))};
        }
    };

    /** For KNIME. */
    public TableRewardNodeFactory() {
        super(PlainNode.of(NODE, "table-reward.png"));
    }
}
