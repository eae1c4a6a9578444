package org.gflownet4j.knime.node;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.knime.operation.Columns;
import org.gflownet4j.knime.operation.InputSpecs;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.Reference;
import org.gflownet4j.knime.port.ModelPortObjectSpec;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.knime.view.ViewNodeFactory;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.LearnerSettings;
import org.gflownet4j.operation.TemperatureChoice;
import org.gflownet4j.report.NodePages;
import org.gflownet4j.table.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** The node <em>GFlowNet Learner</em>. */
public final class LearnerNodeFactory extends ViewNodeFactory<LearnerParameters> {

    static final OperationNode<LearnerParameters, LearnerOperation.Settings> NODE = new OperationNode<>(
            new LearnerOperation(), LearnerParameters.class) {
        @Override
        public NodeType type() {
            return NodeType.Learner;
        }

        @Override
        public String description() {
            return """
                    <p>Trains a generative flow network (GFlowNet): a neural network that builds objects step by step so that
                    each object comes out with a probability proportional to its reward. Optimisers find one good candidate
                    again and again; a GFlowNet gives <b>many different good ones</b>.</p>
                    <p>Connect a design space (which objects can be built) and a reward (how good they are). The defaults
                    suit most tasks. While it trains, the progress text tells the loss, the mean reward of the objects drawn,
                    and the time left.</p>
                    <p><b>How to read the result.</b> The loss should fall and then stay low. <i>log Z</i> is the
                    model&#8217;s estimate of the logarithm of the sum of all rewards; it should settle at one value. The mean
                    reward rises and then levels off below the best possible reward, on purpose: the model keeps drawing
                    many different objects. Whether the model draws as it should is what the <i>GFlowNet Evaluator</i>
                    measures.</p>
                    <p><b>When good objects are rare</b>, training may never come to them. Connect what you know already
                    to the optional port <i>Known objects</i>: training learns from them, and keeps the best that it finds.
                    More is under <i>Exploration</i> and <i>Replay</i> among the advanced settings. Each option says what
                    it is good for and what it costs; all are off at first, since most tasks do not need them.</p>
                    <p><b>From explore to exploit with one model.</b> A temperature-conditional model is trained for many
                    inverse temperatures &#946;, and draws objects in proportion to the reward to the power of &#946;. Whether
                    many different objects are wanted or the best ones, the <i>GFlowNet Sampler</i> then says each time anew.</p>
                    <p><b>When it takes too long</b>, set a time limit and <i>Keep the best model so far</i>. With a fixed
                    seed, and without a time limit, the same data and settings give the same model on the same
                    machine.</p>""";
        }

        @Override
        public List<String> keywords() {
            return List.of("generative flow network", "generative model", "train", "sampler", "design", "diversity");
        }

        @Override
        public List<Reference> literature() {
            return List.of(Literature.GFLOWNETS, Literature.TRAJECTORY_BALANCE, Literature.FOUNDATIONS,
                    Literature.SUB_TRAJECTORY_BALANCE, Literature.FORWARD_LOOKING, Literature.REGRESSION,
                    Literature.SPARSE_GRIDS, Literature.LOCAL_SEARCH);
        }

        @Override
        protected List<String> columns(final LearnerParameters parameters, final DataTableSpec table)
                throws InvalidSettingsException {
            return List.of(Columns.text(table, parameters.knownColumn, "known objects"));
        }

        @Override
        protected PortObjectSpec[] configure(final LearnerParameters parameters, final InputSpecs inputs)
                throws InvalidSettingsException {
            inputs.requireRewardFits();
            final LearnerOperation.Settings settings = parameters.settings(operation().defaults());
            LearnerSettings.check(settings);
            inputs.space().ifPresent(space -> LearnerSettings.checkFits(settings, space));
            if (inputs.table().isPresent()) {
                LearnerSettings.checkReplay(settings);
            }
            return new PortObjectSpec[]{inputs.space().map(space -> untrained(space, settings)).orElse(null),
                    TableWriter.spec(LearnerOperation.LOG_COLUMNS), new ImagePortObjectSpec(PNGImageContent.TYPE)};
        }
    };

    /** For KNIME. */
    public LearnerNodeFactory() {
        super(NODE, "learner.png",
                "How training went: loss, log Z and mean reward over the training steps, in words and as "
                        + "curves to zoom into.",
                LearnerNodeFactory::page);
    }

    private static PortObjectSpec untrained(final Environment space, final LearnerOperation.Settings settings) {
        return new ModelPortObjectSpec(space, space.title() + ", not trained yet",
                settings.temperatureConditional() == TemperatureChoice.NONE ? Optional.empty()
                        : Optional.of(new ModelPortObjectSpec.Betas(settings.lowestBeta(), settings.highestBeta())));
    }

    private static String page(final List<Table> tables, final Optional<Table> figures,
            final List<String> remarks) {
        return tables.isEmpty() ? NodePages.empty(NODE.operation().name(), remarks)
                : NodePages.training(tables.get(0), remarks);
    }
}
