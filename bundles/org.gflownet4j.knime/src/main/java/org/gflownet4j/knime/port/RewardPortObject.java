package org.gflownet4j.knime.port;

import java.io.IOException;
import java.util.List;

import javax.swing.JComponent;

import org.gflownet4j.model.Archive;
import org.gflownet4j.model.RewardFile;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.RewardSummary;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** The content of a Reward port: how good objects are. */
public final class RewardPortObject implements PortObject {

    /** The type of the port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(RewardPortObject.class);

    private static final String ENTRY = "reward.gflownet";
    private static final Shared<Reward> SHARED = new Shared<>();

    private final Reward reward;
    private final RewardPortObjectSpec spec;
    private Archive archive;

    /** Writes and reads it: one entry {@value RewardPortObject#ENTRY}, a {@link RewardFile}. */
    public static final class Serializer extends PortObjectSerializer<RewardPortObject> {
        @Override
        public void savePortObject(final RewardPortObject object, final PortObjectZipOutputStream out,
                final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
            StoredArchive.write(out, ENTRY, object::archive, monitor);
        }

        @Override
        public RewardPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor monitor) throws IOException {
            final Reward reward = RewardFile.read(StoredArchive.open(in, ENTRY, "reward"), SHARED::find);
            return spec instanceof RewardPortObjectSpec own ? new RewardPortObject(reward, own)
                    : new RewardPortObject(reward);
        }
    }

    private RewardPortObject(final Reward reward, final RewardPortObjectSpec spec) {
        this.reward = reward;
        this.spec = spec;
    }

    /**
     * A port's content.
     *
     * @param reward how good objects are
     */
    public RewardPortObject(final Reward reward) {
        this(reward, List.of());
    }

    /**
     * A port's content.
     *
     * @param reward how good objects are
     * @param remarks sentences that its summary ends with
     */
    public RewardPortObject(final Reward reward, final List<String> remarks) {
        this(reward, new RewardPortObjectSpec(RewardSummary.of(reward).with(remarks)));
    }

    /**
     * The reward.
     *
     * @return how good objects are
     */
    public Reward reward() {
        return reward;
    }

    private synchronized Archive archive(final Runnable check) throws IOException {
        if (archive == null) {
            archive = RewardFile.archive(reward, check);
            SHARED.add(archive.fingerprint(), reward);
        }
        return archive;
    }

    @Override
    public String getSummary() {
        return spec.summary().title();
    }

    /** KNIME takes the class of the specification from the return type. */
    @Override
    public RewardPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("Reward", getSummary());
    }
}
