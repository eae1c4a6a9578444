package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object spec that writes itself to a configuration. Two with the same content are equal. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    public AbstractSimplePortObjectSpec() {}

    protected abstract void save(ModelContentWO model);

    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    private ModelContent content() {
        final ModelContent content = new ModelContent("ignored");
        save(content);
        return content;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object other) {
        return other != null && other.getClass() == getClass()
                && ((AbstractSimplePortObjectSpec) other).content().equals(content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    /** Writes class and configuration to content.xml. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
            extends
                PortObjectSpecSerializer<T> {

        private static final String CONTENT = "content.xml";

        @Override
        public void savePortObjectSpec(final T spec, final PortObjectSpecZipOutputStream out) throws IOException {
            final ModelContent content = new ModelContent("model.xml");
            content.addInt("version", 1);
            content.addString("class_name", spec.getClass().getName());
            spec.save(content.addModelContent("model"));
            out.putNextEntry(new ZipEntry(CONTENT));
            content.saveToXML(out);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final ModelContentRO content = ZipContent.read(CONTENT, in);
            final String name = ZipContent.text(content, "class_name");
            final AbstractSimplePortObjectSpec spec = ZipContent
                    .create(PortTypeRegistry.getInstance().getSpecClass(name).orElseThrow(
                            () -> new IllegalStateException("Unable to load class " + name)),
                            AbstractSimplePortObjectSpec.class);
            try {
                spec.load(content.getModelContent("model"));
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + spec.getClass().getSimpleName() + "\": "
                        + e.getMessage(), e);
            }
            return (T) spec;
        }
    }
}
