package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object that writes itself to a configuration. Two with the same content are equal. */
public abstract class AbstractSimplePortObject implements PortObject {

    public AbstractSimplePortObject() {}

    protected abstract void save(ModelContentWO model, ExecutionMonitor monitor) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor monitor)
            throws InvalidSettingsException, CanceledExecutionException;

    private ModelContent content() {
        final ModelContent content = new ModelContent("ignored");
        try {
            save(content, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException(e);
        }
        return content;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object other) {
        return other != null && other.getClass() == getClass()
                && ((AbstractSimplePortObject) other).content().equals(content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    /** Writes class and configuration to content.xml. */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
            extends
                PortObjectSerializer<T> {

        private static final String CONTENT = "content.xml";

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor monitor)
                throws IOException, CanceledExecutionException {
            final ModelContent content = new ModelContent("model.xml");
            content.addInt("version", 1);
            content.addString("class_name", object.getClass().getName());
            object.save(content.addModelContent("model"), monitor);
            out.putNextEntry(new ZipEntry(CONTENT));
            content.saveToXML(out);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
            final ModelContentRO content = ZipContent.read(CONTENT, in);
            final String name = ZipContent.text(content, "class_name");
            final AbstractSimplePortObject object = ZipContent
                    .create(PortTypeRegistry.getInstance().getObjectClass(name).orElseThrow(
                            () -> new IllegalStateException("Unable to load class " + name)),
                            AbstractSimplePortObject.class);
            try {
                object.load(content.getModelContent("model"), spec, monitor);
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + object.getClass().getSimpleName()
                        + "\": " + e.getMessage(), e);
            }
            return (T) object;
        }
    }
}
