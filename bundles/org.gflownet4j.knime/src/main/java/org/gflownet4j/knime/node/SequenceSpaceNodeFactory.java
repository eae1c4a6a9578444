package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.PlainNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.port.DesignSpacePortObjectSpec;
import org.gflownet4j.operation.SequenceSpaceOperation;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** The node <em>Sequence Space</em>. */
public final class SequenceSpaceNodeFactory extends DefaultNodeFactory {

    static final OperationNode<SequenceSpaceParameters, SequenceSpaceOperation.Settings> NODE = new OperationNode<>(
            new SequenceSpaceOperation(), SequenceSpaceParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Source;
        }

        @Override
        public String description() {
            return """
                    <p>Says which sequences a GFlowNet may build: DNA, RNA, peptides or anything else that is written in
                    letters, of one length or of a range of lengths.</p>
                    <p>A sequence is built letter by letter, from left to right if you do not choose otherwise. The design
                    space is all sequences of these letters and lengths; none of them is listed or held in memory, and spaces that are far too large to list, such as
                    peptides of length 30, are no problem.</p>
                    <p>Connect the output to the <i>GFlowNet Learner</i>. The letters must be those of the objects in the
                    reward&#8217;s table; if they are not, the Learner says so before it starts.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("DNA", "RNA", "protein", "peptide", "alphabet", "design space");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.SEQUENCES);
        }

        @Override
        protected List<String> columns(final SequenceSpaceParameters parameters, final DataTableSpec table) {
            return List.of();
        }

        @Override
        protected PortObjectSpec[] configure(final SequenceSpaceParameters parameters, final InputSpecs inputs) {
            final SequenceSpaceOperation space = new SequenceSpaceOperation();
            return new PortObjectSpec[]{
                    new DesignSpacePortObjectSpec(space.space(parameters.settings(space.defaults())))};
        }
    };

    /** For KNIME. */
    public SequenceSpaceNodeFactory() {
        super(PlainNode.of(NODE, "sequence-space.png"));
    }
}
