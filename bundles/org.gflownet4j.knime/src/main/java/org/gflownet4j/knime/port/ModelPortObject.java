package org.gflownet4j.knime.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.gflownet4j.model.Archive;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** The content of a GFlowNet Model port: a trained model. */
public final class ModelPortObject implements PortObject {

    /** The type of the port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ModelPortObject.class);

    private static final String ENTRY = "model.gflownet";
    private static final Shared<GFlowNetModel> SHARED = new Shared<>();

    private final GFlowNetModel model;
    private final ModelPortObjectSpec spec;
    private Archive archive;

    /** Writes and reads it: one entry {@value ModelPortObject#ENTRY}, the {@link ModelFile} that the command line reads, too. */
    public static final class Serializer extends PortObjectSerializer<ModelPortObject> {
        @Override
        public void savePortObject(final ModelPortObject object, final PortObjectZipOutputStream out,
                final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
            StoredArchive.write(out, ENTRY, object::archive, monitor);
        }

        @Override
        public ModelPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor monitor) throws IOException {
            final GFlowNetModel model = ModelFile.read(StoredArchive.open(in, ENTRY, "GFlowNet model"), SHARED::find);
            return spec instanceof ModelPortObjectSpec own ? new ModelPortObject(model, own)
                    : new ModelPortObject(model);
        }
    }

    private ModelPortObject(final GFlowNetModel model, final ModelPortObjectSpec spec) {
        this.model = model;
        this.spec = spec;
    }

    /**
     * A port's content.
     *
     * @param model a trained model
     */
    public ModelPortObject(final GFlowNetModel model) {
        this(model, new ModelPortObjectSpec(model.environment(), model.title(),
                model.policy().temperature()
                        .map(input -> new ModelPortObjectSpec.Betas(input.lowest(), input.highest()))));
    }

    /**
     * The model.
     *
     * @return a trained model
     */
    public GFlowNetModel model() {
        return model;
    }

    private synchronized Archive archive(final Runnable check) throws IOException {
        if (archive == null) {
            archive = ModelFile.archive(model, check);
            SHARED.add(archive.fingerprint(), model);
        }
        return archive;
    }

    @Override
    public String getSummary() {
        return spec.title();
    }

    /** KNIME takes the class of the specification from the return type. */
    @Override
    public ModelPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("GFlowNet Model", getSummary());
    }
}
