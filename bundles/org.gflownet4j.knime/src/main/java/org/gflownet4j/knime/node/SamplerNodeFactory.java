package org.gflownet4j.knime.node;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.knime.view.ViewNodeFactory;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.report.DrawFigures;
import org.gflownet4j.report.NodePages;
import org.gflownet4j.table.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** The node <em>GFlowNet Sampler</em>. */
public final class SamplerNodeFactory extends ViewNodeFactory<SamplerParameters> {

    static final OperationNode<SamplerParameters, SamplerOperation.Settings> NODE = new OperationNode<>(
            new SamplerOperation(), SamplerParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Predictor;
        }

        @Override
        public String description() {
            return """
                    <p>Draws objects from a trained GFlowNet: candidates for the laboratory, many and different, good ones
                    more often.</p>
                    <p><b>How to read the result.</b> One row per different object, the best first. <i>reward</i> is what the
                    model was trained for (scaled score to the power of the exponent); <i>log-probability</i> is the natural
                    logarithm of how likely the model is to draw the object, and should follow the logarithm of the reward;
                    <i>times drawn</i> is how often it came up.</p>
                    <p><b>From explore to exploit.</b> A temperature-conditional model can be asked for many different objects
                    or for the best ones, by the inverse temperature &#946;: objects are drawn in proportion to the reward to
                    the power of &#946;. Choose <i>Explore</i>, <i>Balanced</i> or <i>Exploit</i>, or give one or several
                    numbers; the column <i>inverse temperature</i> says for which of them a row was drawn.</p>
                    <p><b>Only different objects</b> draws until that many different ones have come up; if the model has
                    nothing new to offer, the node stops and says how many it found. <b>Known objects</b>, such as those
                    that are measured already, can be connected to the optional port and are left out. <b>Select a diverse
                    set</b> gives a short list for the next experiment: the best objects that differ from each other.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("generate", "candidates", "draw", "diverse", "propose", "library");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.GFLOWNETS, Literature.SEQUENCES);
        }

        @Override
        protected List<String> columns(final SamplerParameters parameters, final DataTableSpec table)
                throws InvalidSettingsException {
            return List.of(Columns.text(table, parameters.knownColumn, "known objects"));
        }

        @Override
        protected PortObjectSpec[] configure(final SamplerParameters parameters, final InputSpecs inputs) {
            return new PortObjectSpec[]{
                    inputs.space().map(space -> SamplerOperation.columns(space, inputs.isTemperatureConditional()))
                            .map(TableWriter::spec).orElse(null),
                    new ImagePortObjectSpec(PNGImageContent.TYPE)};
        }
    };

    /** For KNIME. */
    public SamplerNodeFactory() {
        super(NODE, "sampler.png",
                "What was drawn: the best objects, what they have in common, and how the rewards of the "
                        + "draws are distributed.",
                SamplerNodeFactory::page);
    }

    private static String page(final List<Table> tables, final Optional<Table> figures,
            final List<String> remarks) {
        if (tables.isEmpty()) {
            return NodePages.empty(NODE.operation().name(), remarks);
        }
        return figures.flatMap(DrawFigures::of).map(draws -> NodePages.samples(tables.get(0), draws, remarks))
                .orElseGet(() -> NodePages.samples(tables.get(0), Stream.concat(remarks.stream(),
                        Stream.of("Execute the node again to see figures of all draws.")).toList()));
    }
}
