package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.PlainNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.port.DesignSpacePortObjectSpec;
import org.gflownet4j.knime.port.RewardPortObjectSpec;
import org.gflownet4j.operation.HypergridSpaceOperation;
import org.gflownet4j.reward.RewardSummary;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** The node <em>Hypergrid Space</em>. */
public final class HypergridSpaceNodeFactory extends DefaultNodeFactory {

    static final OperationNode<HypergridSpaceParameters, HypergridSpaceOperation.Settings> NODE = new OperationNode<>(
            new HypergridSpaceOperation(), HypergridSpaceParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Source;
        }

        @Override
        public String description() {
            return """
                    <p>Gives the task on which new GFlowNet methods are tried first: a grid of cells, and a reward with good
                    regions far apart. It is for teaching, for getting a feeling for the options of the <i>GFlowNet
                    Learner</i>, and for comparing with publications. No data are needed.</p>
                    <p>A cell is built from the corner 0 0 &#8230;: each step adds one to a coordinate, and the model says when
                    to stop. The standard reward is <i>R0</i> everywhere, <i>R1</i> more towards the corners, and <i>R2</i>
                    more in a small block inside each corner region. With a small R0 a model must cross poor cells to find all
                    the good regions, which is what makes the task hard.</p>
                    <p><b>Connect both outputs</b> to the Learner: the first is the design space, the second its reward. All
                    cells of grids up to some millions can be listed, and so the <i>GFlowNet Evaluator</i> tells exactly how
                    well a model has learned.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("grid", "benchmark", "toy", "teaching", "test", "design space", "reward");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.GFLOWNETS, Literature.TRAJECTORY_BALANCE, Literature.SPARSE_GRIDS,
                    Literature.DECEPTIVE_GRIDS);
        }

        @Override
        protected List<String> columns(final HypergridSpaceParameters parameters, final DataTableSpec table) {
            return List.of();
        }

        @Override
        protected PortObjectSpec[] configure(final HypergridSpaceParameters parameters, final InputSpecs inputs) {
            final HypergridSpaceOperation grid = new HypergridSpaceOperation();
            final HypergridSpaceOperation.Settings settings = parameters.settings(grid.defaults());
            return new PortObjectSpec[]{new DesignSpacePortObjectSpec(grid.space(settings)),
                    new RewardPortObjectSpec(RewardSummary.of(grid.reward(settings)))};
        }
    };

    /** For KNIME. */
    public HypergridSpaceNodeFactory() {
        super(PlainNode.of(NODE, "hypergrid-space.png"));
    }
}
