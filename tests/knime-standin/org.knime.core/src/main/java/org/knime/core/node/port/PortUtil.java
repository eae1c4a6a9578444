package org.knime.core.node.port;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;

/** Writes and reads port objects as files, as KNIME's Model Writer and Model Reader do. */
public final class PortUtil {

    private static final String CONTENT = "content.xml";

    private static final String SPEC = "objectSpec.file";

    private static final String OBJECT = "object.file";

    private static final String SPEC_START = "portSpec.file";

    private static final String OBJECT_START = "portObject.file";

    private PortUtil() {}

    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream out)
            throws IOException {
        final PortObjectSpecZipOutputStream zip = new PortObjectSpecZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(SPEC_START));
        return zip;
    }

    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream out) throws IOException {
        final PortObjectZipOutputStream zip = new PortObjectZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(OBJECT_START));
        return zip;
    }

    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
            throws IOException {
        final PortObjectSpecZipInputStream zip = new PortObjectSpecZipInputStream(in);
        ZipContent.expect(SPEC_START, zip);
        return zip;
    }

    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        final PortObjectZipInputStream zip = new PortObjectZipInputStream(in);
        ZipContent.expect(OBJECT_START, zip);
        return zip;
    }

    public static void writeObjectToFile(final PortObject object, final File file, final ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        try (OutputStream out = new FileOutputStream(file)) {
            writeObjectToStream(object, out, monitor);
        }
    }

    public static void writeObjectToStream(final PortObject object, final OutputStream out,
            final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        final OutputStream buffered = new BufferedOutputStream(out);
        final ZipOutputStream zip = new ZipOutputStream(buffered);
        final PortObjectSpec spec = object.getSpec();
        final ModelContent content = new ModelContent("content");
        content.addInt("version", 1);
        content.addString("port_spec_class", spec.getClass().getName());
        content.addString("port_object_class", object.getClass().getName());
        zip.putNextEntry(new ZipEntry(CONTENT));
        content.saveToXML(ZipContent.inside(zip));
        zip.putNextEntry(new ZipEntry(SPEC));
        try (PortObjectSpecZipOutputStream inner = getPortObjectSpecZipOutputStream(ZipContent.inside(zip))) {
            PortTypeRegistry.getInstance().getSpecSerializer(spec.getClass()).orElseThrow().savePortObjectSpec(spec,
                    inner);
        }
        zip.putNextEntry(new ZipEntry(OBJECT));
        try (PortObjectZipOutputStream inner = getPortObjectZipOutputStream(ZipContent.inside(zip))) {
            PortTypeRegistry.getInstance().getObjectSerializer(object.getClass()).orElseThrow().savePortObject(object,
                    inner, monitor);
        }
        zip.finish();
        buffered.flush();
    }

    public static PortObject readObjectFromFile(final File file, final ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        try (InputStream in = new FileInputStream(file)) {
            return readObjectFromStream(in, monitor);
        }
    }

    public static PortObject readObjectFromStream(final InputStream in, final ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in))) {
            final ModelContentRO content = ZipContent.read(CONTENT, zip);
            final PortObjectSpec spec = readSpec(content, zip);
            ZipContent.expect(OBJECT, zip);
            final String name = ZipContent.text(content, "port_object_class");
            final Class<? extends PortObject> type = PortTypeRegistry.getInstance().getObjectClass(name)
                    .orElseThrow(() -> new IOException("Can't load class \"" + name + "\""));
            try (PortObjectZipInputStream inner = getPortObjectZipInputStream(ZipContent.inside(zip))) {
                return PortTypeRegistry.getInstance().getObjectSerializer(type).orElseThrow().loadPortObject(inner,
                        spec, monitor);
            }
        }
    }

    public static PortObjectSpec readObjectSpecFromFile(final File file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            return readObjectSpecFromStream(in);
        }
    }

    public static PortObjectSpec readObjectSpecFromStream(final InputStream in) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in))) {
            return readSpec(ZipContent.read(CONTENT, zip), zip);
        }
    }

    private static PortObjectSpec readSpec(final ModelContentRO content, final ZipInputStream zip)
            throws IOException {
        ZipContent.expect(SPEC, zip);
        final String name = ZipContent.text(content, "port_spec_class");
        final Class<? extends PortObjectSpec> type = PortTypeRegistry.getInstance().getSpecClass(name)
                .orElseThrow(() -> new IOException("Can't load class \"" + name + "\""));
        try (PortObjectSpecZipInputStream inner = getPortObjectSpecZipInputStream(ZipContent.inside(zip))) {
            return PortTypeRegistry.getInstance().getSpecSerializer(type).orElseThrow().loadPortObjectSpec(inner);
        }
    }
}
