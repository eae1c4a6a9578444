package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.PlainNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.table.TableReader;
import org.gflownet4j.operation.CombinatorialLibrarySpaceOperation;
import org.gflownet4j.operation.OperationException;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** The node <em>Combinatorial Library Space</em>. */
public final class CombinatorialLibrarySpaceNodeFactory extends DefaultNodeFactory {

    static final OperationNode<CombinatorialLibrarySpaceParameters, CombinatorialLibrarySpaceOperation.Settings> NODE = new OperationNode<>(
            new CombinatorialLibrarySpaceOperation(), CombinatorialLibrarySpaceParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Learner;
        }

        @Override
        public String description() {
            return """
                    <p>Says which compounds a GFlowNet may build from your building blocks: a combinatorial library, in which
                    each position of a scaffold takes one of its own blocks. Every combination is a compound; none is
                    enumerated, so libraries of billions are no problem.</p>
                    <p>The table has <b>one row per block and position</b>: a column that says the position, such as R1, R2,
                    R3, and a column with the name of the block. A block that can stand at two positions has two rows.</p>
                    <p>A compound is written as its blocks in the order of the positions with bars between them, for example
                    <i>A17 | B3 | C220</i>. In the table of a <i>Table Reward</i>, write the measured compounds like that
                    (<i>Column Combiner</i> with the delimiter &#8220; | &#8221;). A name that itself has a bar or a double
                    quote stands in double quotes.</p>
                    <p>Connect the output to the <i>GFlowNet Learner</i>. The summary of the output port says how many
                    compounds there are.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("building blocks", "R-groups", "scaffold", "enumeration", "DEL", "compounds",
                    "design space");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.GFLOWNETS, Literature.EVALUATION);
        }

        @Override
        protected List<String> columns(final CombinatorialLibrarySpaceParameters parameters, final DataTableSpec table)
                throws InvalidSettingsException {
            try {
                return CombinatorialLibrarySpaceOperation.columns(
                        parameters.settings(operation().defaults()), TableReader.columns(table));
            } catch (final OperationException e) {
                throw new InvalidSettingsException(e.getMessage() + " " + e.resolution(), e);
            }
        }

        @Override
        protected PortObjectSpec[] configure(final CombinatorialLibrarySpaceParameters parameters,
                final InputSpecs inputs) {
            // the blocks are seen only on execution
            return new PortObjectSpec[]{null};
        }
    };

    /** For KNIME. */
    public CombinatorialLibrarySpaceNodeFactory() {
        super(PlainNode.of(NODE, "combinatorial-library-space.png"));
    }
}
