package org.gflownet4j.standin.tests;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A mean. */
public final class MeanPortObject extends AbstractPortObject {

    static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(MeanPortObject.class);

    private MeanSpec spec;

    private double mean;

    public MeanPortObject() {}

    MeanPortObject(final MeanSpec spec, final double mean) {
        this.spec = spec;
        this.mean = mean;
    }

    double mean() {
        return mean;
    }

    @Override
    public String getSummary() {
        return "mean of " + spec.column() + " = " + mean;
    }

    @Override
    public MeanSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor monitor) throws IOException {
        out.putNextEntry(new ZipEntry("mean.bin"));
        new DataOutputStream(out).writeDouble(mean);
    }

    @Override
    protected void load(final PortObjectZipInputStream in, final PortObjectSpec loaded, final ExecutionMonitor monitor)
            throws IOException {
        in.getNextEntry();
        mean = new DataInputStream(in).readDouble();
        spec = (MeanSpec) loaded;
    }

    /** Writes and reads the mean. */
    public static final class Serializer extends AbstractPortObjectSerializer<MeanPortObject> {}
}
