package org.knime.core.node.port.image;

import java.io.IOException;
import java.util.Objects;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.data.image.ImageContent;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** An image at a port. The stand-in reads PNG images only. */
public class ImagePortObject extends AbstractPortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ImagePortObject.class);

    public static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(ImagePortObject.class,
            true);

    private ImageContent content;

    private ImagePortObjectSpec spec;

    public ImagePortObject() {}

    public ImagePortObject(final ImageContent content, final ImagePortObjectSpec spec) {
        this.content = Objects.requireNonNull(content, "Argument must not be null.");
        this.spec = Objects.requireNonNull(spec, "Argument must not be null.");
    }

    @Override
    public String getSummary() {
        return content.getSummary();
    }

    @Override
    public ImagePortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(content.getClass().getName()));
        content.save(out);
        out.close();
    }

    @Override
    protected void load(final PortObjectZipInputStream in, final PortObjectSpec loadedSpec,
            final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        final ZipEntry entry = in.getNextEntry();
        if (entry == null || !entry.getName().equals(PNGImageContent.class.getName())) {
            throw new IOException("No image content factory for class name '" + entry + "' registered.");
        }
        content = new PNGImageContent(in);
        in.close();
        spec = (ImagePortObjectSpec) loadedSpec;
    }

    /** Writes and reads the image. */
    public static final class Serializer extends AbstractPortObjectSerializer<ImagePortObject> {}
}
