package org.gflownet4j.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;

/** Port objects as a saved workflow has them: one zip for the spec (spec.zip), one for the object (portobject.zip). */
public final class PortFiles {

    private PortFiles() {}

    /** The content of spec.zip. */
    public static byte[] writeSpec(final PortObjectSpec spec) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectSpecZipOutputStream out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            serializer(spec.getClass()).savePortObjectSpec(spec, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads spec.zip. */
    public static <S extends PortObjectSpec> S readSpec(final Class<S> type, final byte[] zip) throws IOException {
        try (PortObjectSpecZipInputStream in = PortUtil
                .getPortObjectSpecZipInputStream(new ByteArrayInputStream(zip))) {
            return type.cast(serializer(type).loadPortObjectSpec(in));
        }
    }

    /** The content of portobject.zip. */
    public static byte[] write(final PortObject object) throws IOException, CanceledExecutionException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectZipOutputStream out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            objectSerializer(object.getClass()).savePortObject(object, out, new ExecutionMonitor());
        }
        return bytes.toByteArray();
    }

    /** Reads portobject.zip. */
    public static <O extends PortObject> O read(final Class<O> type, final PortObjectSpec spec, final byte[] zip)
            throws IOException, CanceledExecutionException {
        try (PortObjectZipInputStream in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(zip))) {
            return type.cast(objectSerializer(type).loadPortObject(in, spec, new ExecutionMonitor()));
        }
    }

    /** Writes an object and its spec and reads them again, as KNIME does with every input that is not a table. */
    @SuppressWarnings("unchecked")
    public static <O extends PortObject> O copy(final O object) throws IOException, CanceledExecutionException {
        final PortObjectSpec spec = readSpec(object.getSpec().getClass(), writeSpec(object.getSpec()));
        return (O) read(object.getClass(), spec, write(object));
    }

    private static PortObjectSpecSerializer<PortObjectSpec> serializer(final Class<? extends PortObjectSpec> type) {
        return PortTypeRegistry.getInstance().getSpecSerializer(type)
                .orElseThrow(() -> new IllegalStateException(type + " has no registered serializer"));
    }

    private static PortObjectSerializer<PortObject> objectSerializer(final Class<? extends PortObject> type) {
        return PortTypeRegistry.getInstance().getObjectSerializer(type)
                .orElseThrow(() -> new IllegalStateException(type + " has no registered serializer"));
    }
}
