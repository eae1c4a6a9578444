package org.gflownet4j.knime.port;

import javax.swing.JComponent;

import org.gflownet4j.reward.RewardSummary;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of a Reward port before, and after, its node has been executed. */
public final class RewardPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Writes and reads it. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<RewardPortObjectSpec> {
    }

    private RewardSummary summary;

    /** For KNIME, which fills it by {@link #load}. */
    public RewardPortObjectSpec() {
        this(null);
    }

    /**
     * A specification.
     *
     * @param summary what can be said of the reward
     */
    public RewardPortObjectSpec(final RewardSummary summary) {
        this.summary = summary;
    }

    /**
     * What can be said of the reward.
     *
     * @return a summary that can be held against a design space
     */
    public RewardSummary summary() {
        return summary;
    }

    @Override
    protected void save(final ModelContentWO content) {
        Description.saveVersion(content);
        content.addString("title", summary.title());
        content.addString("kind", summary.kind().name());
        content.addString("letters", summary.letters());
        content.addInt("shortest", summary.shortest());
        content.addInt("longest", summary.longest());
    }

    @Override
    protected void load(final ModelContentRO content) throws InvalidSettingsException {
        Description.checkVersion(content, "The reward");
        try {
            summary = new RewardSummary(content.getString("title"),
                    RewardSummary.Kind.valueOf(content.getString("kind")), content.getString("letters"),
                    content.getInt("shortest"), content.getInt("longest"));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    "The reward is of a kind that this version of GFlowNet4J does not know. Update GFlowNet4J.", e);
        }
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("Reward", summary.title());
    }
}
