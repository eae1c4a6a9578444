package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.ModelContent;

/** A port object that writes itself to a zip. */
public abstract class AbstractPortObject implements PortObject {

    public AbstractPortObject() {}

    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException;

    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException;

    /** Writes the class to meta.xml, then lets the object write. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
            extends
                PortObjectSerializer<T> {

        private static final String META = "meta.xml";

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor monitor)
                throws IOException, CanceledExecutionException {
            final ModelContent meta = new ModelContent(META);
            meta.addInt("version", 1);
            meta.addString("class_name", object.getClass().getName());
            out.putNextEntry(new ZipEntry(META));
            meta.saveToXML(ZipContent.inside(out));
            object.save(out, monitor);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
            final String name = ZipContent.text(ZipContent.read(META, in), "class_name");
            final AbstractPortObject object = ZipContent.create(PortTypeRegistry.getInstance().getObjectClass(name)
                    .orElseThrow(() -> new IllegalStateException("Unable to load class " + name)),
                    AbstractPortObject.class);
            object.load(in, spec, monitor);
            return (T) object;
        }
    }
}
